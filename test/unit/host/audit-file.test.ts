import { appendFile, chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InvalidConfigError, StoreUnavailableError } from '../../../src/domain/errors.ts';
import type { AuditRecord } from '../../../src/engine/ports.ts';
import { CHAIN_START } from '../../../src/host/audit-chain.ts';
import { groupCommit, openAuditFile, verifyAuditFile } from '../../../src/host/audit-file.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credence-audit-'));
  path = join(folder, 'audit.ndjson');
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

function record(change: Partial<AuditRecord> = {}): AuditRecord {
  return {
    at: 1717200000000,
    requestId: 'r-1',
    keyId: '00112233445566aa',
    client: 'bank-a',
    action: 'score:read',
    subjectId: 'Žofie/😀',
    purpose: 'credit',
    result: 'scored',
    ...change,
  };
}

const second = record({
  at: 1717200000001,
  requestId: 'r-2',
  action: 'ledger:read',
  subjectId: 'u-2',
  result: 'not_found',
});

async function writeLog(records: readonly AuditRecord[]): Promise<string[]> {
  const log = await openAuditFile(path);
  for (const one of records) await log.append(one);
  await log.close();
  return (await readFile(path, 'utf8')).split('\n').slice(0, -1);
}

/*
 * The hashes are Python's, over the fields in sorted order without white space:
 *   json.dumps({'seq': 1, ...record, 'previous': '0' * 64}, sort_keys=True, separators=(',', ':'), ensure_ascii=False)
 */
const FIRST_HASH = 'a592943349ce404053b633f1dbfe09a599203da29b9e20dabc7c5df500762f81';
const SECOND_HASH = '7dbde3562887ee308234d5a0dfc32cb87667b3cab9260f10fa26356f28a66f72';

describe('openAuditFile', () => {
  it('writes one line a record, chained by hashes that another language computes alike', async () => {
    const lines = await writeLog([record(), second]);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { seq: 1, ...record(), previous: '0'.repeat(64), hash: FIRST_HASH },
      { seq: 2, ...second, previous: FIRST_HASH, hash: SECOND_HASH },
    ]);
    expect(await verifyAuditFile(path)).toEqual({ lines: 2, head: SECOND_HASH, tornBytes: 0 });
  });

  it('continues the chain of an earlier process', async () => {
    await writeLog([record()]);
    await writeLog([second]);
    expect(await verifyAuditFile(path)).toEqual({ lines: 2, head: SECOND_HASH, tornBytes: 0 });
  });

  it('is for its user alone, even where the file was not', async () => {
    await writeFile(path, '');
    await chmod(path, 0o644);
    await writeLog([record()]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('has a record on disk when its append resolves', async () => {
    const log = await openAuditFile(path);
    await log.append(record({ requestId: 'here' }));
    expect(await readFile(path, 'utf8')).toContain('"requestId":"here"');
    await log.close();
  });

  it('keeps the order of 500 appends at once, over more than one read buffer', async () => {
    const log = await openAuditFile(path);
    const long = 'x'.repeat(5000);
    await Promise.all(
      Array.from({ length: 500 }, (_, i) => log.append(record({ requestId: String(i), client: long }))),
    );
    await log.close();
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as AuditRecord).requestId)).toEqual(
      Array.from({ length: 500 }, (_, i) => String(i)),
    );
    expect((await verifyAuditFile(path)).lines).toBe(500);
  });

  it('cuts off a line torn by a crash, says so, and goes on after the last whole one', async () => {
    await writeLog([record()]);
    await appendFile(path, '{"seq":2,"at":17172');
    expect(await verifyAuditFile(path)).toMatchObject({ lines: 1, tornBytes: 19 });
    const said: string[] = [];
    const log = await openAuditFile(path, (message) => said.push(message));
    await log.append(second);
    await log.close();
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('cut 19 bytes of an unfinished line after line 1');
    expect(await verifyAuditFile(path)).toEqual({ lines: 2, head: SECOND_HASH, tornBytes: 0 });
  });

  it.each([
    ['changed', (lines: string[]) => [lines[0], lines[1]!.replace('u-2', 'u-3'), lines[2]], 2],
    ['left out', (lines: string[]) => [lines[0], lines[2]], 2],
    ['moved', (lines: string[]) => [lines[1], lines[0], lines[2]], 1],
    ['repeated', (lines: string[]) => [lines[0], lines[0], lines[1]], 2],
    ['no JSON', (lines: string[]) => [lines[0], lines[1], 'oops'], 3],
    ['with a key twice', (lines: string[]) => [lines[0]!.replace('{', '{"subjectId":"other",')], 1],
  ])('refuses a log with a line %s and names it', async (_what, mangle, line) => {
    const lines = await writeLog([record(), second, record({ requestId: 'r-3' })]);
    const mangled = `${mangle(lines).join('\n')}\n`;
    await writeFile(path, mangled);
    for (const use of [openAuditFile, verifyAuditFile]) {
      await expect(use(path)).rejects.toThrow(InvalidConfigError);
      await expect(use(path)).rejects.toThrow(`the chain is broken at line ${line}:`);
    }
    expect(await readFile(path, 'utf8')).toBe(mangled);
  });

  it('says what it expected of a path it cannot use', async () => {
    await expect(openAuditFile(folder)).rejects.toThrow(InvalidConfigError);
    await expect(openAuditFile(join(folder, 'no', 'audit'))).rejects.toThrow('in a folder that exists');
    await expect(verifyAuditFile(path)).rejects.toThrow(InvalidConfigError);
  });

  it('fails closed when another process has written to the file', async () => {
    const log = await openAuditFile(path);
    await log.append(record());
    await appendFile(path, 'somebody else\n');
    await expect(log.append(second)).rejects.toThrow(StoreUnavailableError);
    await expect(log.append(second)).rejects.toThrow(StoreUnavailableError);
    await log.close();
  });
});

describe('groupCommit', () => {
  function disk(options: { failsAtWrite?: number } = {}) {
    const writes: string[] = [];
    let size = 0;
    let syncs = 0;
    const open = {
      stat: () => Promise.resolve({ size }),
      appendFile(data: Uint8Array) {
        if (writes.length + 1 === options.failsAtWrite) return Promise.reject(new Error('ENOSPC'));
        writes.push(data.toString());
        size += data.length;
        return Promise.resolve();
      },
      datasync() {
        syncs++;
        return new Promise<void>((resolve) => setTimeout(resolve, 2));
      },
      close: () => Promise.resolve(),
    };
    return { writes, syncs: () => syncs, log: groupCommit(open, { head: CHAIN_START, size: 0 }) };
  }

  it('writes whatever waits with one write and one sync', async () => {
    const { log, writes, syncs } = disk();
    await Promise.all(Array.from({ length: 200 }, () => log.append(record())));
    // The first goes alone; the other 199 gather while it is on its way.
    expect(writes.map((text) => text.split('\n').length - 1)).toEqual([1, 199]);
    expect(syncs()).toBe(2);
  });

  it('rejects all that wait and all that come after a failed write', async () => {
    const { log, writes } = disk({ failsAtWrite: 2 });
    const results = await Promise.allSettled([
      log.append(record()),
      log.append(record()),
      log.append(record()),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    await expect(log.append(record())).rejects.toThrow(StoreUnavailableError);
    expect(writes).toHaveLength(1);
    await log.close();
  });

  it('finishes what waits before it closes, and takes nothing after', async () => {
    const { log, writes } = disk();
    const appends = [log.append(record()), log.append(record())];
    await log.close();
    await Promise.all(appends);
    expect(writes).toHaveLength(2);
    await expect(log.append(record())).rejects.toThrow('it is closed');
    await log.close();
  });
});
