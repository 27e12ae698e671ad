import { createServer, type AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { Session } from '../../../../src/stores/neo4j/session.ts';

/** A port that takes every connection and never says a word. */
async function silentPort(): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** A port that nothing listens on. */
async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

function sessionOn(port: number, scheme = 'bolt'): Session {
  const session = new Session({
    url: `${scheme}://127.0.0.1:${port}`,
    ...{ user: '', password: '', connectionTimeoutMs: 600_000, retryTimeMs: 600_000 },
  });
  onTestFinished(() => void session.close());
  return session;
}

// Without a deadline of its own such a read outlasts the test by far.
it.each([
  ['never says a word', silentPort],
  ['is dead', deadPort],
])('gives up a read that somebody waits for where the server %s', async (_, findPort) => {
  const port = await findPort();
  const reading = sessionOn(port).within(300).read('search', 'RETURN 1');
  await expect(reading).rejects.toMatchObject({
    code: 'store_unavailable',
    message: expect.stringContaining(`search: the Neo4j server at 127.0.0.1:${port}`) as string,
  });
});

it.each(['bolt', 'neo4j'])('names the host and port where nothing answers over %s', async (scheme) => {
  const port = await deadPort();
  const session = new Session({
    url: `${scheme}://127.0.0.1:${port}`,
    ...{ user: '', password: '', retryTimeMs: 0 },
  });
  await expect(session.serverAgent('open the store')).rejects.toThrow(
    `open the store: no Neo4j server answers at 127.0.0.1:${port}`,
  );
  await session.close();
});
