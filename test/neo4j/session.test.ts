import { afterAll, beforeAll, expect, it } from 'vitest';
import { Session } from '../../src/stores/neo4j/session.ts';
import { exactNumber } from '../../src/stores/neo4j/values.ts';
import { describeWithNeo4j, emptyDatabase } from '../support/neo4j-store.ts';

describeWithNeo4j('a session on the server', (server) => {
  let session: Session;
  beforeAll(async () => {
    await emptyDatabase(server);
    session = new Session(server);
  });
  afterAll(() => session.close());

  it('keeps whole numbers exact up to 2^53 - 1 in both directions, and sends them as integers', async () => {
    const numbers = [
      0,
      -1,
      127,
      -129,
      2 ** 31,
      -(2 ** 31) - 1,
      Number.MAX_SAFE_INTEGER,
      Number.MIN_SAFE_INTEGER,
    ];
    const [row] = await session.read(
      'echo',
      'RETURN $numbers AS numbers, all(n IN $numbers WHERE n IS :: INTEGER) AS isWhole',
      { numbers },
    );
    expect(row?.numbers('numbers')).toEqual(numbers);
    expect(row?.flag('isWhole')).toBe(true);
  });

  it('refuses whole numbers beyond 2^53 in both directions', async () => {
    const [row] = await session.read('echo', 'RETURN 9007199254740993 AS n, [1, -9007199254740993] AS ns');
    expect(() => row?.number('n')).toThrow('column n holds a whole number beyond 2^53');
    expect(() => row?.numbers('ns')).toThrow('column ns holds a whole number beyond 2^53');
    await expect(session.read('echo', 'RETURN $n', { n: 2 ** 53 })).rejects.toThrow(
      'expected a whole number',
    );
    await expect(session.read('echo', 'RETURN $n', { n: 0.5 })).rejects.toThrow('expected a whole number');
  });

  it('takes texts and bytes as they are, and runs nothing that is in them', async () => {
    const texts = [
      "'; MATCH (n) DETACH DELETE n //",
      '`}) RETURN 1',
      '\u{1F600}',
      'x'.repeat(10_000),
      '$n',
      '\\',
    ];
    const bytes = Int8Array.from([-128, -1, 0, 1, 127]);
    const [row] = await session.write(
      'echo',
      'CREATE (n:Echo {texts: $texts, bytes: $bytes}) RETURN n.texts AS texts, n.bytes AS bytes',
      {
        texts,
        bytes,
      },
    );
    expect(row?.texts('texts')).toEqual(texts);
    expect(row?.bytes('bytes')).toEqual(bytes);
  });

  it('streams more records than are fetched at a time, in order', async () => {
    let sum = 0;
    let last = 0;
    const text = 'UNWIND range(1, $end) AS n RETURN n';
    await session.stream('count', { text, parameters: { end: 12_345 } }, (row) => {
      last = exactNumber(row.get(0), 0);
      sum += last;
    });
    expect(last).toBe(12_345);
    expect(sum).toBe((12_345 * 12_346) / 2);
  });

  it('ends a stream whose visitor throws, and goes on', async () => {
    let seen = 0;
    const streaming = session.stream('count', { text: 'UNWIND range(1, 1000000) AS n RETURN n' }, () => {
      seen += 1;
      if (seen === 10) throw new RangeError('enough');
    });
    await expect(streaming).rejects.toMatchObject({ cause: new RangeError('enough') });
    expect(seen).toBe(10);
    const [row] = await session.read('echo', 'RETURN 1 AS n');
    expect(row?.number('n')).toBe(1);
  });

  it('undoes a transaction whose work throws', async () => {
    const work = session.transaction('make two', async (transaction) => {
      await transaction.run('CREATE (:Half)');
      throw new RangeError('no');
    });
    await expect(work).rejects.toThrow();
    const [row] = await session.read('count', 'MATCH (n:Half) RETURN count(n) AS n');
    expect(row?.number('n')).toBe(0);
  });

  it('tells a defect of a statement by the server code alone, without the words that may quote data', async () => {
    const secret = 'p-4711';
    const failing = session.read('look up', `RETURN toInteger(date($secret)) AS n`, { secret });
    await expect(failing).rejects.toMatchObject({ code: 'invariant' });
    await expect(failing).rejects.not.toThrow(secret);
  });

  it('gives up a read that somebody waits for, and has the server end it', async () => {
    const endless = 'UNWIND range(1, 1000000000000) AS n WITH n WHERE n < 0 RETURN n';
    await expect(session.within(500).read('look long', endless)).rejects.toMatchObject({
      code: 'store_unavailable',
    });
    const running = async () =>
      session.read(
        'list transactions',
        'SHOW TRANSACTIONS YIELD metaData WHERE metaData.operation = $operation',
        {
          operation: 'look long',
        },
      );
    await expect.poll(async () => (await running()).length, { timeout: 20_000 }).toBe(0);
  });

  it('tries a deadlock again until both transactions are through', async () => {
    await session.write('make two', 'CREATE (:Lock {id: 1, n: 0}), (:Lock {id: 2, n: 0})');
    const bump = 'MATCH (l:Lock {id: $id}) SET l.n = l.n + 1';
    const crossed = [1, 2].map((first) =>
      session.transaction('bump both', async (transaction) => {
        await transaction.run(bump, { id: first });
        await new Promise((resolve) => setTimeout(resolve, 200));
        await transaction.run(bump, { id: 3 - first });
      }),
    );
    await Promise.all(crossed);
    const rows = await session.read('count', 'MATCH (l:Lock) RETURN l.n AS n');
    expect(rows.map((row) => row.number('n'))).toEqual([2, 2]);
  });
});

describeWithNeo4j('a session that cannot be', (server) => {
  it('names the variables where the password is wrong, and does not try again', async () => {
    const session = new Session({ ...server, password: 'wrong' });
    await expect(session.read('read a run', 'RETURN 1')).rejects.toMatchObject({
      code: 'invalid_config',
      message: expect.stringContaining('NEO4J_PASSWORD') as string,
    });
    await session.close();
  });

  it('names the database where the server has no such one', async () => {
    const session = new Session({ ...server, database: 'nosuch' });
    await expect(session.read('read a run', 'RETURN 1')).rejects.toMatchObject({ code: 'invalid_config' });
    await session.close();
  });

  it('says that nobody answers where nobody does', async () => {
    const session = new Session({ ...server, url: 'bolt://127.0.0.1:9', retryTimeMs: 0 });
    await expect(session.read('read a run', 'RETURN 1')).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringContaining('ECONNREFUSED') as string,
    });
    await session.close();
  });
});
