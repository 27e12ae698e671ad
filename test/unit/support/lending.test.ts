import { afterEach, expect, it } from 'vitest';
import { borrowServer, lendServers, type Lending } from '../../support/neo4j/lending.ts';

const serverAt = (url: string) => ({ url, user: 'neo4j', password: 'secret' });
let lending: Lending;
afterEach(() => {
  lending.close();
});

it('lends each server to one at a time, and to who waits when it is given back', async () => {
  lending = await lendServers([serverAt('bolt://one'), serverAt('bolt://two')]);
  const [first, second] = [await borrowServer(lending.port), await borrowServer(lending.port)];
  expect([first.server.url, second.server.url].sort()).toEqual(['bolt://one', 'bolt://two']);
  let third: string | undefined;
  const waiting = borrowServer(lending.port).then((borrowed) => {
    third = borrowed.server.url;
    return borrowed;
  });
  await borrowedNothing(() => third);
  second.giveBack();
  expect((await waiting).server).toEqual(second.server);
  first.giveBack();
  (await waiting).giveBack();
});

it('says so where nobody lends', async () => {
  lending = await lendServers([serverAt('bolt://one')]);
  const { port } = lending;
  lending.close();
  await expect(borrowServer(port)).rejects.toThrow(/ECONNREFUSED/);
});

/** Long enough for a server that is lent wrongly to arrive. */
async function borrowedNothing(borrowed: () => string | undefined): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(borrowed()).toBeUndefined();
}
