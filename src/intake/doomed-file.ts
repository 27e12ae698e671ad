import { join } from 'node:path';
import type { StagedFile } from '../engine/ports.ts';
import { stagedColumns } from './fact-check-sql.ts';
import type { Reader } from './reader.ts';
import { literal, quoted } from './sql-text.ts';

const KIND = 'memberships';
const ROW: Readonly<Record<string, string>> = {
  subject_id: `''`,
  group_id: `''`,
  since: `TIMESTAMP '2000-01-01'`,
  retracted: 'false',
};

/**
 * A staged file with one row that every store turns away, because no group may have its id. Beside sound files it makes
 * a strict store undo the import whatever they hold, and so say of them what it would have said.
 */
export async function stageDoomed(reader: Reader): Promise<StagedFile> {
  const path = join(reader.scratch, 'doomed.parquet');
  const columns = stagedColumns(KIND).map(
    ({ name, type }) => `CAST(${ROW[name] ?? 'NULL'} AS ${type}) AS ${quoted(name)}`,
  );
  await reader.connection.run(
    `COPY (SELECT ${columns.join(', ')}, 1::BIGINT AS record) TO ${literal(path)} (FORMAT parquet)`,
  );
  return { kind: KIND, path, origin: 'strict', rows: 1 };
}
