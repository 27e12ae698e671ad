/**
 * How well scores rank the latent reliability of a generated world's people, with the network's share and without, in
 * the same run otherwise: the world's truth is known, so what the network adds can be told from luck. Several worlds,
 * the difference in each, its mean and the 95 % interval of the mean (Student's t over worlds).
 *
 *   npm run evaluate -- world [--subjects 5000] [--worlds 8] [--first-seed 1]
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { OUTCOMES } from '../src/domain/score.ts';
import type { GraphStore } from '../src/engine/ports.ts';
import { makeRun, type MadeRun } from '../src/engine/run.ts';
import { sha256Hasher } from '../src/host/sha256.ts';
import { importFiles } from '../src/intake/import-files.ts';
import { meanInterval } from '../src/laboratory/measures/mean-interval.ts';
import { parseScorecard } from '../src/scoring/scorecard.ts';
import { readProfile } from '../src/built-in.ts';
import { openDuckdbStore } from '../src/stores/duckdb/store.ts';
import { writeWorld } from '../src/write-world.ts';
import { rankCorrelation } from './rank-correlation.ts';

/** How alike friends are in reliability: as in life, not at all, and the other way round. */
const SIGNALS = [0.5, 0, -0.5];
const SCORECARD = new URL('../src/scoring/scorecards/five-factor@1.json', import.meta.url);

/** Who is ranked: everybody with a score, or those of them whose record is short or long. */
const AUDIENCES = [
  { name: 'everybody', has: () => true },
  { name: 'thin files (record below 6)', has: (record: number) => record < 6 },
  { name: 'others', has: (record: number) => record >= 6 },
] as const;

interface Comparison {
  readonly people: number;
  readonly without: number;
  readonly withNetwork: number;
}

export async function evaluateWorld(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      subjects: { type: 'string', default: '5000' },
      worlds: { type: 'string', default: '8' },
      'first-seed': { type: 'string', default: '1' },
    },
  });
  const worlds = Number(values.worlds);
  const first = Number(values['first-seed']);
  console.log(
    `${worlds} worlds of ${values.subjects} people; Spearman's rho of score and latent reliability\n`,
  );
  console.log('signal  among                          people  without    with   difference   95 % interval');
  for (const networkSignal of SIGNALS) {
    const compared: (readonly Comparison[])[] = [];
    for (let seed = first; seed < first + worlds; seed++)
      compared.push(await compareIn({ subjects: Number(values.subjects), seed, networkSignal }));
    AUDIENCES.forEach(({ name }, audience) => {
      report(
        `${String(networkSignal).padStart(6)}  ${name.padEnd(29)}`,
        compared.map((each) => each[audience]!),
      );
    });
  }
}

/** One world, scored twice: each audience's two correlations. */
async function compareIn(options: {
  subjects: number;
  seed: number;
  networkSignal: number;
}): Promise<readonly Comparison[]> {
  const folder = await mkdtemp(join(tmpdir(), 'credence-evaluate-'));
  const store = await openDuckdbStore(':memory:');
  try {
    const { factsFolder, truthFolder, endsAt, reportingCurrency } = await writeWorld(folder, options);
    await store.migrate();
    await importFiles(store, {
      from: factsFolder,
      recorded: 'event',
      now: Date.now(),
      createMissing: false,
      strict: true,
      rejectsPath: join(folder, 'rejects.csv'),
      identifierKey: { version: 1, key: new Uint8Array(32).fill(7) },
    });
    const reliability = await readReliability(join(truthFolder, 'people.parquet'));
    const card = JSON.parse(await readFile(SCORECARD, 'utf8')) as { network: { maxShare: number } };
    const scored = (maxShare: number) =>
      score(store, {
        scorecard: JSON.stringify({ ...card, network: { ...card.network, maxShare } }),
        asOf: endsAt,
        reportingCurrency,
      });
    const withNetwork = await scored(card.network.maxShare);
    const without = await scored(0);
    return AUDIENCES.map(({ has }) => compare(reliability, has, { withNetwork, without }));
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function score(
  store: GraphStore,
  { scorecard, ...view }: { scorecard: string; asOf: number; reportingCurrency: string },
): Promise<MadeRun> {
  return makeRun(store, {
    ...view,
    scorecard: parseScorecard(scorecard),
    profile: await readProfile('credit-us'),
    basis: 'contract',
    clock: { now: () => Date.now() },
    hasher: sha256Hasher,
  });
}

async function readReliability(path: string): Promise<ReadonlyMap<string, number>> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`SELECT id, reliability FROM '${path}'`);
  const rows = reader.getRows();
  connection.closeSync();
  instance.closeSync();
  return new Map(rows.map(([id, reliability]) => [String(id), Number(reliability)]));
}

function compare(
  reliability: ReadonlyMap<string, number>,
  has: (record: number) => boolean,
  { withNetwork, without }: { withNetwork: MadeRun; without: MadeRun },
): Comparison {
  const { record } = withNetwork.projection.columns;
  const rows = withNetwork.scores.ids.flatMap((id, row) =>
    reliability.has(id) && OUTCOMES[withNetwork.scores.outcome[row]!] === 'scored' && has(record[row]!)
      ? [row]
      : [],
  );
  const truth = rows.map((row) => reliability.get(withNetwork.scores.ids[row]!)!);
  const correlation = ({ scores }: MadeRun) =>
    rankCorrelation(
      rows.map((row) => scores.score[row]!),
      truth,
    );
  return {
    people: rows.length,
    without: correlation(without),
    withNetwork: correlation(withNetwork),
  };
}

function report(title: string, compared: readonly Comparison[]): void {
  const mean = (valueOf: (each: Comparison) => number) =>
    compared.reduce((sum, each) => sum + valueOf(each), 0) / compared.length;
  const difference = meanInterval(compared.map(({ without, withNetwork }) => withNetwork - without));
  const cells = [
    Math.round(mean(({ people }) => people))
      .toString()
      .padStart(8),
    mean(({ without }) => without)
      .toFixed(3)
      .padStart(8),
    mean(({ withNetwork }) => withNetwork)
      .toFixed(3)
      .padStart(7),
    signed(difference.mean).padStart(12),
    `  ${signed(difference.low)} to ${signed(difference.high)}`,
  ];
  console.log(`${title}${cells.join(' ')}`);
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(4)}`;
}
