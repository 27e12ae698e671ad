/**
 * How long it takes to ask what would be, how a score came about over so many runs, and from new facts stored to scores
 * served: `touched [--subjects 10000] [--transactions 100000] [--asked 50] [--runs 0] [--facts FOLDER | --store FILE]`,
 * the folder being one that `credence world` wrote facts to; the store is copied.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readProfile, readScorecard } from '../src/built-in.ts';
import { SUBJECT_KINDS } from '../src/domain/facts.ts';
import { MS_PER_DAY } from '../src/domain/time.ts';
import type { FactTables } from '../src/engine/fact-tables.ts';
import type { GraphStore, Progress, RunRecord } from '../src/engine/ports.ts';
import { loadResident, type Hypothesis } from '../src/engine/resident/resident.ts';
import { scoreEveryone } from '../src/engine/run.ts';
import { sha256Hasher } from '../src/host/sha256.ts';
import { systemClock } from '../src/host/system-clock.ts';
import { importFiles } from '../src/intake/import-files.ts';
import { openDuckdbStore } from '../src/stores/duckdb/store.ts';
import { KernelThreads } from '../src/workers/kernel-threads.ts';
import { writeWorld } from '../src/write-world.ts';
import { printTable } from './table.ts';

const AS_OF = Date.UTC(2025, 11, 20, 10);
const FACTS = [1, 1, 1, 1, 1, 1000, 1000];

const kernels = new KernelThreads();
const tools = { clock: systemClock, hasher: sha256Hasher, kernels };
const lines: string[][] = [];

export async function benchTouched(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      subjects: { type: 'string', default: '10000' },
      transactions: { type: 'string', default: '100000' },
      asked: { type: 'string', default: '50' },
      runs: { type: 'string', default: '0' },
      facts: { type: 'string' },
      store: { type: 'string' },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'credence-touched-'));
  try {
    const size = { subjects: Number(values.subjects), transactions: Number(values.transactions), seed: 1 };
    const path = join(folder, 'touched.db');
    if (values.store !== undefined && existsSync(values.store)) copyFileSync(values.store, path);
    const store = await openDuckdbStore(path);
    await store.migrate();
    if (values.store === undefined)
      await importFrom(store, values.facts ?? (await writeWorld(folder, size)).factsFolder, folder);
    await measure(store, folder, { asked: Number(values.asked), runs: Number(values.runs) });
    await store.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await kernels.close();
  }
  printTable(['', 'median', 'p99 or most', 'processor, median'], lines);
}

async function importFrom(store: GraphStore, from: string, folder: string): Promise<void> {
  await importFiles(store, {
    ...({ from, recorded: 'event', now: Date.now(), createMissing: false, strict: true } as const),
    rejectsPath: join(folder, 'rejects.csv'),
    identifierKey: { version: 1, key: new Uint8Array(32).fill(7) },
  });
}

async function measure(
  store: GraphStore,
  folder: string,
  { asked, runs }: { asked: number; runs: number },
): Promise<void> {
  const rules = {
    scorecard: await readScorecard('five-factor@1'),
    profile: await readProfile('credit-us@1'),
  };
  const request = { ...rules, ...tools, asOf: AS_OF, basis: 'contract', reportingCurrency: 'CNY' } as const;
  const { run } = await timed('full run', 1, () => scoreEveryone(store, request));
  if (runs > 0) await measureHistory(store, run, { asked, runs });
  const resident = await timed('load the projection', 1, () => loadResident(store, run, tools));
  const tables = await store.project(run.cut, { purpose: run.purpose });
  for (const [kind, suppositions] of Object.entries(suppositionsOf(tables, asked)))
    await timed(`what if: ${kind}`, suppositions.length, (n) =>
      resident.whatIf(suppositions[n]!.id, [suppositions[n]!.change]),
    );
  for (const count of new Set(FACTS)) {
    const rounds = FACTS.filter((facts) => facts === count).length;
    const folders = Array.from({ length: rounds }, () => newFacts(tables, count, folder));
    for (const from of folders) {
      await importFrom(store, from, folder);
      await timed(`${count} facts stored to scores served`, 1, async () => {
        const stages = watchStages();
        await resident.advance({ asOf: AS_OF + 1000 * ++advances, onProgress: stages.note });
        stages.end();
      });
    }
  }
}
let advances = 0;

/** Of subjects drawn anew each time: as often again of those that were drawn before, which are in memory then. */
async function measureHistory(
  store: GraphStore,
  run: RunRecord,
  { asked, runs }: { asked: number; runs: number },
): Promise<void> {
  const scores = await timed('read a run', 1, () => store.readScores(run));
  await timed('save a run', runs - 1, (n) => {
    const cut = { ...run.cut, asOf: run.cut.asOf - (n + 1) * MS_PER_DAY };
    return store.saveRun({ ...run, id: `${run.id}-${n + 1}`, cut }, scores);
  });
  const drawn = (n: number) => scores.ids[(n * 7919) % scores.ids.length]!;
  for (const when of ['for the first time', 'again'])
    await timed(`a history of ${runs} runs, ${when}`, asked, (n) => store.history(drawn(n)));
  await timed('a score', asked, (n) => store.readScore(run, drawn(n)));
}

/** Notes how long each stage took, once the next begins. */
function watchStages() {
  let [stage, start, before] = ['', 0, process.cpuUsage()];
  const end = (): void => {
    const { user, system } = process.cpuUsage(before);
    if (stage !== '')
      console.error(
        `    ${stage}: ${(performance.now() - start).toFixed(0)} ms, processor ${((user + system) / 1000).toFixed(0)} ms`,
      );
  };
  const note = (progress: Progress): void => {
    if (progress.stage === stage || progress.done > 0) return;
    end();
    [stage, start, before] = [progress.stage, performance.now(), process.cpuUsage()];
  };
  return { note, end };
}

interface Supposition {
  readonly id: string;
  readonly change: Hypothesis;
}

function suppositionsOf(
  { subjects, obligations, dues, payments, knows, member_of }: FactTables,
  asked: number,
) {
  const nth = (count: number) => Array.from({ length: asked }, (_, n) => (n * 7919) % count);
  // The last of a schedule is open where less was paid than all of it.
  const [called, paid] = [new Float64Array(obligations.id.length), new Float64Array(obligations.id.length)];
  const last = new Map<number, number>();
  dues.obligation.forEach((obligation, row) => {
    called[obligation]! += dues.amount[row]!;
    const latest = last.get(obligation);
    if (latest === undefined || dues.due_at[row]! > dues.due_at[latest]!) last.set(obligation, row);
  });
  payments.obligation.forEach((obligation, row) => (paid[obligation]! += payments.amount[row]!));
  const isOpen = (of: number) => called[of]! > paid[of]! && Number.isNaN(obligations.settled_at[of]);
  const open = [...last].filter(([obligation]) => isOpen(obligation)).map(([, row]) => row);
  const debtor = (obligation: number) => subjects.id[obligations.debtor[obligation]!]!;
  const unsettled = [...obligations.id.keys()].filter((row) => Number.isNaN(obligations.settled_at[row]));
  const users = [...subjects.id.keys()].filter((row) => SUBJECT_KINDS[subjects.kind[row]!] === 'user');
  const of = (count: number, make: (row: number) => Supposition): Supposition[] =>
    count === 0 ? [] : nth(count).map(make);
  return {
    'a due is paid': of(open.length, (row) => {
      const obligation = dues.obligation[open[row]!]!;
      const [obligationId, seq] = [obligations.id[obligation]!, dues.seq[open[row]!]!];
      return { id: debtor(obligation), change: { kind: 'pay_due', obligationId, seq } };
    }),
    'a debt is settled': of(unsettled.length, (row) => {
      const obligation = unsettled[row]!;
      return {
        id: debtor(obligation),
        change: { kind: 'settle', obligationId: obligations.id[obligation]! },
      };
    }),
    'a tie ends': of(knows.source.length, (row) => {
      const [one, other] = [subjects.id[knows.source[row]!]!, subjects.id[knows.target[row]!]!];
      return { id: one, change: { kind: 'end_tie', otherId: other } };
    }),
    'a group is left': of(member_of.source.length, (row) => {
      const groupId = subjects.id[member_of.target[row]!]!;
      return { id: subjects.id[member_of.source[row]!]!, change: { kind: 'leave_group', groupId } };
    }),
    'somebody stands for it': of(users.length, (row) => {
      const [one, other] = [users[row]!, users[(row + 1) % users.length]!];
      return {
        id: subjects.id[one]!,
        change: { kind: 'add_guarantor', guarantorId: subjects.id[other]! },
      };
    }),
  };
}

let folders = 0;

/** Purchases between drawn people and merchants. */
function newFacts({ subjects }: FactTables, count: number, folder: string): string {
  const from = join(folder, `new-${++folders}`);
  mkdirSync(from);
  const ofKind = (kind: string) =>
    subjects.id.filter((_, row) => SUBJECT_KINDS[subjects.kind[row]!] === kind);
  const [users, merchants] = [ofKind('user'), ofKind('merchant')];
  const at = new Date(AS_OF - 1000 * 60).toISOString();
  const rows = Array.from({ length: count }, (_, n) => {
    const drawn = (folders * 104_729 + n * 7919) >>> 0;
    return `touched-${folders}-${n},${users[drawn % users.length]!},${merchants[drawn % merchants.length]!},1200,CNY,${at},purchase,completed`;
  });
  const header = 'id,payer_id,payee_id,amount_minor,currency,occurred_at,kind,status';
  writeFileSync(join(from, 'transactions.csv'), [header, ...rows].join('\n') + '\n');
  return from;
}

/** Does something so many times, and notes how long each took. */
async function timed<T>(name: string, times: number, work: (n: number) => Promise<T>): Promise<T> {
  const [walls, processor]: [number[], number[]] = [[], []];
  let last: T | undefined;
  for (let n = 0; n < times; n++) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    last = await work(n);
    const { user, system } = process.cpuUsage(before);
    walls.push(performance.now() - start);
    processor.push((user + system) / 1000);
  }
  const rank = (all: number[], share: number) =>
    `${[...all].sort((a, b) => a - b)[Math.max(0, Math.ceil(share * all.length) - 1)]?.toFixed(1) ?? '-'} ms`;
  lines.push([name, rank(walls, 0.5), rank(walls, 0.99), rank(processor, 0.5)]);
  console.error(lines.at(-1)!.join('  '));
  return last!;
}
