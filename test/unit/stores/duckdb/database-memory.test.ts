import { expect, test } from 'vitest';
import { openDatabase, type Database } from '../../../../src/stores/duckdb/database.ts';

async function limitOf(database: Database): Promise<string> {
  const sql = `SELECT current_setting('memory_limit') AS memory`;
  const [row] = await database.with((session) => session.rows('read the memory limit', sql));
  return row?.text('memory') ?? '';
}

test('a database gives up shares of its memory and has all of it again', async () => {
  const database = await openDatabase(':memory:', { memoryLimit: '800MiB' });
  try {
    expect(await limitOf(database)).toBe('800.0 MiB');
    await database.leaveMemory(1 / 2);
    expect(await limitOf(database)).toBe('400.0 MiB');
    await database.leaveMemory(1 / 4);
    expect(await limitOf(database)).toBe('200.0 MiB');
    await database.with((session) => database.handBackMemory(session));
    expect(await limitOf(database)).toBe('800.0 MiB');
  } finally {
    await database.close();
  }
});
