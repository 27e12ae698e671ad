/** The generated world, as the real sets are read. */
import { makeWorld, type World } from '../seed/make-world.ts';
import { cellOf, type ColumnValues, type FactColumns } from '../src/domain/fact-columns.ts';
import type { FactKind } from '../src/domain/facts.ts';
import type { Dealing } from './world-statistics-dealings.ts';
import type { Network } from './world-statistics-graph.ts';
import type { SampledSet } from './world-statistics-sets.ts';

interface Move extends Dealing {
  readonly actor: number;
  readonly to: number;
  readonly kind: string;
}

export function readWorld(options: { subjects: number; seed: number }): readonly SampledSet[] {
  const world = makeWorld(options);
  const people = world.truth.people.count;
  const moves = readMoves(world);
  const transfers = moves.filter(({ kind }) => kind === 'transfer');
  const spent = moves.filter(
    ({ actor, kind }) => actor < people && (kind === 'purchase' || kind === 'transfer'),
  );
  const rated = table(world, 'ratings');
  const [raters, ratees] = [numbersOf(rated, 'from_id'), numbersOf(rated, 'to_id')];
  return [
    { name: 'World, accepted ties', network: ties(world), isSymmetric: true },
    {
      name: 'World, ratings among people',
      network: between(people, raters, ratees),
      dealings: Array.from(raters, (actor, row) => ({ actor, row }))
        .filter(({ actor, row }) => actor < people && ratees[row]! < people)
        .map(({ actor, row }) => ({ actor, at: numberIn(rated, 'occurred_at', row) })),
    },
    {
      name: 'World, transfers of people',
      network: between(
        people,
        transfers.map(({ actor }) => actor),
        transfers.map(({ to }) => to),
      ),
      dealings: transfers,
    },
    { name: 'World, what people buy and send', dealings: spent },
  ];
}

function table({ facts }: World, kind: FactKind): FactColumns {
  return facts.find((columns) => columns.kind === kind)!;
}

function numbersOf({ columns }: FactColumns, name: string): Int32Array {
  return (columns[name] as Extract<ColumnValues, { numbers: unknown }>).numbers;
}

function numberIn({ columns }: FactColumns, name: string, row: number): number {
  return Number(cellOf(columns[name]!, row) ?? Number.NaN);
}

/** The first versions of all transactions. */
function readMoves(world: World): readonly Move[] {
  const transactions = table(world, 'transactions');
  const [ids, payers, payees] = ['id', 'payer_id', 'payee_id'].map((name) => numbersOf(transactions, name));
  const seen = new Set<number>();
  const moves: Move[] = [];
  for (let row = 0; row < transactions.rows; row++) {
    if (seen.has(ids![row]!)) continue;
    seen.add(ids![row]!);
    moves.push({
      actor: payers![row]!,
      to: payees![row]!,
      kind: String(cellOf(transactions.columns['kind']!, row)),
      at: numberIn(transactions, 'occurred_at', row),
      amount: numberIn(transactions, 'amount_minor', row),
    });
  }
  return moves;
}

function ties(world: World): Network {
  const asked = table(world, 'ties');
  const rows = Array.from({ length: asked.rows }, (_, row) => row).filter(
    (row) => !Number.isNaN(numberIn(asked, 'accepted_at', row)),
  );
  const [from, to] = [numbersOf(asked, 'from_id'), numbersOf(asked, 'to_id')];
  return {
    nodes: world.truth.people.count,
    from: rows.map((row) => from[row]!),
    to: rows.map((row) => to[row]!),
  };
}

function between(people: number, from: ArrayLike<number>, to: ArrayLike<number>): Network {
  const rows = Array.from(from, (_, row) => row).filter((row) => from[row]! < people && to[row]! < people);
  return { nodes: people, from: rows.map((row) => from[row]!), to: rows.map((row) => to[row]!) };
}
