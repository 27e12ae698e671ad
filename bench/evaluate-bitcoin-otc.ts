/**
 * How well scores rank the labelled users of Bitcoin OTC, by two tracks that keep the labels out of the evidence. The
 * labels were made from ratings that the founder and users he trusts gave, so ratings received from benign users tell
 * the label itself.
 *
 * - Track A: rater-side evidence only. The scorecard loses what rests on ratings received (`rating-goodness`); only
 *   labelled users who rate are ranked.
 * - Track B: the whole scorecard, after deleting every rating from a benign-labelled user to a labelled one.
 *
 * Beside them two baselines that look at no trust at all: the span of a user's activity, and minus its id (tenure).
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProfile } from '../src/built-in.ts';
import { scoreEveryone } from '../src/engine/run.ts';
import { sha256Hasher } from '../src/host/sha256.ts';
import { importFiles } from '../src/intake/import-files.ts';
import { parseScorecard } from '../src/scoring/scorecard.ts';
import { openDuckdbStore } from '../src/stores/duckdb/store.ts';
import { Streams } from '../seed/random/streams.ts';
import { areaUnderCurve, bootstrapInterval, type Judged } from './roc.ts';

const AS_OF = Date.UTC(2016, 1, 1);
/** Factors that rest on ratings received. */
const RATEE_SIDE = new Set(['rating-goodness']);
const NETWORK = 'otc_network.csv';

interface Rating {
  readonly source: string;
  readonly target: string;
  readonly at: number;
  readonly line: string;
}

interface Track {
  readonly name: string;
  readonly judged: readonly Judged[];
}

export async function evaluateBitcoinOtc(folder: string): Promise<void> {
  const isGood = await readLabels(join(folder, 'otc_gt.csv'));
  const ratings = await readRatings(join(folder, NETWORK));
  const raters = new Set(ratings.map(({ source }) => source));
  const labelled = [...isGood.keys()];
  const rating = labelled.filter((id) => raters.has(id));
  const scorecard = await readFile(
    new URL('../src/scoring/scorecards/five-factor@1.json', import.meta.url),
    'utf8',
  );

  const withoutLeak = ratings.filter(
    ({ source, target }) => !(isGood.get(source) === true && isGood.has(target)),
  );
  const trackA = await scoresOf(ratings, withoutFactors(scorecard, RATEE_SIDE));
  const trackB = await scoresOf(withoutLeak, scorecard);
  const spans = activitySpans(ratings);
  const rank = (ids: readonly string[], rankOf: (id: string) => number): readonly Judged[] =>
    ids.map((id) => ({ rank: rankOf(id), isGood: isGood.get(id) === true }));
  const scoreA = { name: 'A  score, rater-side evidence', judged: rank(rating, rankIn(trackA)) };
  const scoreB = { name: 'B  score, leaking ratings deleted', judged: rank(labelled, rankIn(trackB)) };
  report([
    scoreA,
    scoredOnly(scoreA),
    { name: 'A  baseline: activity span', judged: rank(rating, (id) => spans.get(id) ?? 0) },
    { name: 'A  baseline: minus id (tenure)', judged: rank(rating, (id) => -Number(id)) },
    scoreB,
    scoredOnly(scoreB),
    { name: 'B  baseline: activity span', judged: rank(labelled, (id) => spans.get(id) ?? 0) },
    { name: 'B  baseline: minus id (tenure)', judged: rank(labelled, (id) => -Number(id)) },
  ]);
}

/** Who has no score ranks below all who have one: a lender would not lend on it either. */
function rankIn(scores: ReadonlyMap<string, number>): (id: string) => number {
  return (id) => scores.get(id) ?? Number.NEGATIVE_INFINITY;
}

async function readLabels(path: string): Promise<Map<string, boolean>> {
  const lines = (await readFile(path, 'utf8')).trim().split(/\r?\n/);
  return new Map(lines.map((line) => line.split(',')).map(([id = '', label]) => [id, label === '+1']));
}

async function readRatings(path: string): Promise<readonly Rating[]> {
  const lines = (await readFile(path, 'utf8')).trim().split(/\r?\n/);
  return lines.map((line) => {
    const [source = '', target = '', , at = ''] = line.split(',');
    return { source, target, at: Number(at), line };
  });
}

function withoutFactors(scorecard: string, left: ReadonlySet<string>): string {
  const card = JSON.parse(scorecard) as { subjects: Record<string, { factors: { factor: string }[] }> };
  for (const subject of Object.values(card.subjects)) {
    subject.factors = subject.factors.filter(({ factor }) => !left.has(factor));
  }
  return JSON.stringify(card);
}

/** Points of everybody as the program gives them: imported by the recipe, scored by a run. Unscorable: none. */
async function scoresOf(ratings: readonly Rating[], scorecard: string): Promise<Map<string, number>> {
  const folder = await mkdtemp(join(tmpdir(), 'credence-evaluate-'));
  const store = await openDuckdbStore(':memory:');
  try {
    await store.migrate();
    await writeFile(join(folder, NETWORK), `${ratings.map(({ line }) => line).join('\n')}\n`);
    await importFiles(store, {
      from: folder,
      recipe: 'seed/recipes/bitcoin-otc',
      recorded: 'event',
      now: Date.now(),
      createMissing: false,
      strict: true,
      rejectsPath: join(tmpdir(), 'credence-evaluate-rejects.csv'),
    });
    const { scores } = await scoreEveryone(store, {
      asOf: AS_OF,
      scorecard: parseScorecard(scorecard),
      profile: await readProfile('credit-us'),
      basis: 'contract',
      clock: { now: () => Date.now() },
      hasher: sha256Hasher,
    });
    return new Map(
      scores.ids.flatMap((id, row) => (scores.score[row] === 0 ? [] : [[id, scores.score[row]!] as const])),
    );
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function activitySpans(ratings: readonly Rating[]): Map<string, number> {
  const seen = new Map<string, { first: number; last: number }>();
  for (const { source, at } of ratings) {
    const span = seen.get(source);
    seen.set(source, { first: Math.min(span?.first ?? at, at), last: Math.max(span?.last ?? at, at) });
  }
  return new Map(Array.from(seen, ([id, { first, last }]) => [id, last - first]));
}

/** A track without those who have no score: what is left when nothing rests on their being unscorable. */
function scoredOnly({ name, judged }: Track): Track {
  return {
    name: `${name.slice(0, 1)}  the same, scored only`,
    judged: judged.filter(({ rank }) => rank !== Number.NEGATIVE_INFINITY),
  };
}

function report(tracks: readonly Track[]): void {
  console.log('track                                users  benign    AUC   95 % interval   without a score');
  for (const { name, judged } of tracks) {
    const [low, high] = bootstrapInterval(judged, new Streams(1).of(name));
    const unscored = judged.filter(({ rank }) => rank === Number.NEGATIVE_INFINITY).length;
    const benign = judged.filter(({ isGood }) => isGood).length;
    const cells = [
      String(judged.length).padStart(5),
      String(benign).padStart(7),
      areaUnderCurve(judged).toFixed(3).padStart(6),
    ];
    console.log(`${name.padEnd(37)}${cells.join(' ')}  ${low.toFixed(3)} to ${high.toFixed(3)}  ${unscored}`);
  }
}
