/** How far friends are alike in the generated world: in the reliability that nothing tells, and in what they do. */
import { makeWorld, type World } from '../seed/make-world.ts';
import { cellOf, type ColumnValues, type FactColumns } from '../src/domain/fact-columns.ts';
import type { FactKind } from '../src/domain/facts.ts';

/** Correlations of what is known of people with its mean over their friends. */
export interface SignalStatistics {
  readonly networkSignal: number;
  /** Log-odds of reliability: over all ties, and tie by tie over the weaker and the stronger half. */
  readonly reliability: number;
  readonly weaker: number;
  readonly stronger: number;
  /** Whether any of their outcomes was a default. */
  readonly defaults: number;
  /** The share of their purchases and transfers that they called off. */
  readonly cancellations: number;
  /** The mean of the ratings that they were given. */
  readonly ratings: number;
  /** The chance that of two people the one in default is the less reliable. */
  readonly areaUnderCurve: number;
}

type Known = ReadonlyMap<number, number>;
type Tie = readonly [from: number, to: number, strength: number];

export function measureSignal(options: {
  subjects: number;
  seed: number;
  networkSignal: number;
}): SignalStatistics {
  const world = makeWorld(options);
  const { reliability } = world.truth.people;
  const logOdds = new Map(Array.from(reliability, (r, i) => [i, Math.log(r / (1 - r))] as const));
  const ties = acceptedTies(world).toSorted(([, , a], [, , b]) => a - b);
  const half = Math.floor(ties.length / 2);
  const defaults = everInDefault(world);
  return {
    networkSignal: options.networkSignal,
    reliability: withFriends(ties, logOdds),
    weaker: tieByTie(ties.slice(0, half), logOdds),
    stronger: tieByTie(ties.slice(half), logOdds),
    defaults: withFriends(ties, defaults),
    cancellations: withFriends(ties, means(world, 'transactions', cancelled)),
    ratings: withFriends(ties, means(world, 'ratings', rated)),
    areaUnderCurve: areaUnderCurve(defaults, reliability),
  };
}

/** Of whom a row speaks, and what it says; undefined where it counts for nothing. */
type Reading = (facts: FactColumns, row: number) => readonly [number, number] | undefined;

const rated: Reading = (facts, row) => [numbersOf(facts, 'to_id')[row]!, Number(cell(facts, 'value', row))];

const cancelled: Reading = (facts, row) => {
  const kind = cell(facts, 'kind', row);
  if (kind !== 'purchase' && kind !== 'transfer') return undefined;
  const calledOff = cell(facts, 'status', row) === 'cancelled' && cell(facts, 'status_by', row) === 'payer';
  return [numbersOf(facts, 'payer_id')[row]!, calledOff ? 1 : 0];
};

/** Per person of whom five rows or more speak, versions included; of ratings one is enough. */
function means(world: World, kind: 'transactions' | 'ratings', read: Reading): Known {
  const facts = table(world, kind);
  const sums = new Map<number, { sum: number; rows: number }>();
  for (let row = 0; row < facts.rows; row++) {
    const said = read(facts, row);
    if (said === undefined || said[0] >= world.truth.people.count) continue;
    const own = sums.get(said[0]) ?? { sum: 0, rows: 0 };
    sums.set(said[0], { sum: own.sum + said[1], rows: own.rows + 1 });
  }
  const fewest = kind === 'ratings' ? 1 : 5;
  const known = [...sums].filter(([, { rows }]) => rows >= fewest);
  return new Map(known.map(([person, { sum, rows }]) => [person, sum / rows]));
}

function everInDefault(world: World): Known {
  const facts = table(world, 'outcomes');
  const ever = new Map<number, number>();
  for (let row = 0; row < facts.rows; row++) {
    const person = numbersOf(facts, 'subject_id')[row]!;
    const value = cell(facts, 'value', row);
    if (value === 'indeterminate' || person >= world.truth.people.count) continue;
    ever.set(person, Math.max(ever.get(person) ?? 0, Number(value)));
  }
  return ever;
}

function acceptedTies(world: World): readonly Tie[] {
  const facts = table(world, 'ties');
  const [from, to] = [numbersOf(facts, 'from_id'), numbersOf(facts, 'to_id')];
  return Array.from({ length: facts.rows }, (_, row) => row)
    .filter((row) => cell(facts, 'accepted_at', row) !== undefined)
    .map((row): Tie => [from[row]!, to[row]!, Number(cell(facts, 'strength', row))]);
}

function withFriends(ties: readonly Tie[], known: Known): number {
  const friends = new Map<number, { sum: number; count: number }>();
  for (const [a, b] of ties) {
    for (const [own, friend] of [
      [a, b],
      [b, a],
    ] as const) {
      const theirs = known.get(friend);
      if (theirs === undefined || !known.has(own)) continue;
      const before = friends.get(own) ?? { sum: 0, count: 0 };
      friends.set(own, { sum: before.sum + theirs, count: before.count + 1 });
    }
  }
  return correlation([...friends].map(([own, { sum, count }]) => [known.get(own)!, sum / count]));
}

function tieByTie(ties: readonly Tie[], known: Known): number {
  const pairs = ties.flatMap(([a, b]) => [
    [known.get(a)!, known.get(b)!] as const,
    [known.get(b)!, known.get(a)!] as const,
  ]);
  return correlation(pairs);
}

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const [a, b] = ([0, 1] as const).map((k) => pairs.reduce((sum, pair) => sum + pair[k], 0) / pairs.length);
  const moment = (f: (x: number, y: number) => number): number =>
    pairs.reduce((sum, [x, y]) => sum + f(x - a!, y - b!), 0);
  return moment((x, y) => x * y) / Math.sqrt(moment((x) => x * x) * moment((_, y) => y * y));
}

/** By ranks (Mann and Whitney); reliabilities are all different. */
function areaUnderCurve(bad: Known, reliability: Float64Array): number {
  const ranked = [...bad].sort(([a], [b]) => reliability[b]! - reliability[a]!);
  const ranks = ranked.reduce((sum, [, isBad], index) => sum + (isBad === 1 ? index + 1 : 0), 0);
  const count = ranked.filter(([, isBad]) => isBad === 1).length;
  return (ranks - (count * (count + 1)) / 2) / (count * (ranked.length - count));
}

function table({ facts }: World, kind: FactKind): FactColumns {
  return facts.find((columns) => columns.kind === kind)!;
}

function numbersOf({ columns }: FactColumns, name: string): Int32Array {
  return (columns[name] as Extract<ColumnValues, { numbers: unknown }>).numbers;
}

function cell({ columns }: FactColumns, name: string, row: number): ReturnType<typeof cellOf> {
  return cellOf(columns[name]!, row);
}
