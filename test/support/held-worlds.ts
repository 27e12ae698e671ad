/** Worlds about Ann with ties, a club and ratings, and what comes new in them while a run is held. */
import type { Hypothesis } from '../../src/engine/resident/resident.ts';
import {
  add,
  alter,
  ANN,
  AS_OF,
  both,
  CAT,
  DAN,
  day,
  LOAN,
  number,
  type Change,
  type World,
} from './altered-worlds.ts';
import { CHANGES } from './bearing-facts.ts';
import { people } from './fact-tables.ts';

const BOB = 1;
/** Eve runs a shop; Zed comes new. Ids are in code point order, and indices follow them. */
const [EVE, SHOP, CIRCLE, CLUB, ZED] = [4, 5, 6, 7, 8] as const;
const REGISTERED = Date.UTC(2021, 0, 1);
/** By SUBJECT_KINDS. */
const [MERCHANT, GROUP] = [1, 2] as const;

/** Rows of a table but those that hold what `which` holds. */
const without =
  (table: 'knows' | 'member_of' | 'rated', which: Readonly<Record<string, number>>): Change =>
  (world) => ({
    ...world,
    [table]: (world[table] ?? []).filter(
      (row) => !Object.entries(which).every(([name, value]) => row[name] === value),
    ),
  });

const rating = (source: number, target: number, value: number) => ({
  ...{ source, target, ratings: 1, weight: 1_000_000, value_sum: value * 1_000_000 },
});

/** Numbers the dues of each obligation. */
const numbered: Change = (world) => {
  const next = new Map<number, number>();
  const dues = (world.dues ?? []).map((row) => {
    const obligation = number(row, 'obligation');
    const seq = next.get(obligation) ?? 0;
    next.set(obligation, seq + 1);
    return { ...row, seq };
  });
  return { ...world, dues };
};

/** A drawn world among more people: Ann is tied to Bob and Cat, in a club with Cat and Dan, and rated. */
export const inCompany: Change = both(
  add(
    'subjects',
    ...people(['eve'], REGISTERED),
    { id: 'shop', kind: MERCHANT, registered_at: REGISTERED, owner: EVE },
    { id: 'the circle', kind: GROUP, registered_at: REGISTERED },
    { id: 'the club', kind: GROUP, registered_at: REGISTERED },
  ),
  alter('subjects', {}, (row) => ({ owner: row['owner'] ?? Number.NaN })),
  add(
    'knows',
    { source: ANN, target: CAT, strength: 800_000 },
    { source: BOB, target: EVE, strength: 300_000 },
  ),
  add('member_of', ...[ANN, CAT, DAN].map((source) => ({ source, target: CLUB })), {
    source: BOB,
    target: CIRCLE,
  }),
  add('rated', rating(BOB, ANN, 0.5), rating(CAT, ANN, -0.25), rating(ANN, EVE, 1)),
  add('dealt', {
    ...{ source: BOB, target: SHOP, paid: 3, dealings: 4, broken_by_source: 0, broken_by_target: 1 },
    ...{ disputed_of_source: 0, disputed_of_target: 1, months: 5 },
  }),
  alter('dealt', {}, (row) => ({ months: row['months'] ?? 3, paid: row['paid'] ?? row['dealings']! })),
  add('seeds', { subject: EVE }),
  numbered,
);

const newcomer = both(
  add('subjects', ...people(['zed'], day(6, 15)).map((row) => ({ ...row, owner: Number.NaN }))),
  add('knows', { source: ANN, target: ZED, strength: 600_000 }),
  add('rated', rating(ANN, ZED, 0.75)),
);

/** What may come new, by name; each once. */
export const CHANGES_IN_COMPANY: Readonly<Record<string, Change>> = {
  ...Object.fromEntries(
    Object.entries(CHANGES).flatMap(([factor, facts]) =>
      Object.entries(facts)
        // It ties Ann to Cat, who are tied here.
        .filter(() => factor !== 'reach')
        .map(([sign, change]): [string, Change] => [`${factor} ${sign}`, both(change as Change, numbered)]),
    ),
  ),
  'a tie': add('knows', { source: BOB, target: DAN, strength: 900_000 }),
  'a stronger tie': alter('knows', { source: ANN, target: BOB }, () => ({ strength: 1_000_000 })),
  'no tie': without('knows', { source: ANN, target: CAT }),
  'a member': add('member_of', { source: EVE, target: CLUB }),
  'no member': without('member_of', { source: CAT, target: CLUB }),
  'a rating': add('rated', rating(DAN, ANN, -1)),
  'no rating': without('rated', { target: EVE }),
  'a restriction': add('restrictions', { subject: BOB, flagged_at: day(6, 14) }),
  'a seed': add('seeds', { subject: CAT }),
  'another owner': alter('subjects', { id: 'shop' }, () => ({ owner: ANN })),
  'a purchase': add('dealt', {
    ...{ source: EVE, target: ANN, paid: 2, dealings: 2, broken_by_source: 0, broken_by_target: 1 },
    ...{ disputed_of_source: 0, disputed_of_target: 0, months: 1 },
  }),
  'a default': alter('obligations', { id: 'o7' }, () => ({ defaulted_at: day(6, 14) })),
  'a newcomer': newcomer,
};

interface Supposed {
  readonly kind: Hypothesis['kind'];
  /** About Ann; undefined where it cannot be in this world. */
  readonly suppose: (world: World) => Hypothesis | undefined;
  /** The same as facts. */
  readonly store: Change;
}

const AT = AS_OF - 1;
const isTied = (world: World, other: number): boolean =>
  (world.knows ?? []).some(({ source, target }) => source === ANN && target === other);

/** The last due of a loan that was drawn, and what is missing for all of them. */
function openDue(world: World): { readonly seq: number; readonly missing: number } | undefined {
  const of = (rows: World['dues'] = []) => rows.filter((row) => row['obligation'] === LOAN);
  const sum = (rows: World['dues'] = []) => rows.reduce((total, row) => total + number(row, 'amount'), 0);
  const dues = [...of(world.dues)].sort((one, other) => number(one, 'due_at') - number(other, 'due_at'));
  const missing = sum(dues) - sum(of(world.payments));
  return missing > 0 ? { seq: number(dues.at(-1)!, 'seq'), missing } : undefined;
}

/** Every kind of hypothesis, with the facts that it is. */
export const SUPPOSED: readonly Supposed[] = [
  {
    kind: 'pay_due',
    suppose: (world: World): Hypothesis | undefined => {
      const open = openDue(world);
      return open && { kind: 'pay_due', obligationId: `o${LOAN}`, seq: open.seq };
    },
    store: (world: World): World =>
      add('payments', { obligation: LOAN, occurred_at: AT, amount: openDue(world)!.missing })(world),
  },
  {
    kind: 'settle',
    suppose: () => ({ kind: 'settle', obligationId: `o${LOAN}` }),
    store: alter('obligations', { id: `o${LOAN}` }, () => ({ settled_at: AT })),
  },
  {
    kind: 'end_tie',
    suppose: (world) => (isTied(world, BOB) ? { kind: 'end_tie', otherId: 'bob' } : undefined),
    store: without('knows', { source: ANN, target: BOB }),
  },
  {
    kind: 'join_group',
    suppose: () => ({ kind: 'join_group', groupId: 'the circle' }),
    store: add('member_of', { source: ANN, target: CIRCLE }),
  },
  {
    kind: 'leave_group',
    suppose: () => ({ kind: 'leave_group', groupId: 'the club' }),
    store: without('member_of', { source: ANN, target: CLUB }),
  },
  {
    kind: 'add_guarantor',
    suppose: () => ({ kind: 'add_guarantor', guarantorId: 'dan', amountMinor: 700 }),
    store: add('guarantees', {
      source: DAN,
      target: ANN,
      amount: 700,
      reliability: 1_000_000,
      obligation: Number.NaN,
    }),
  },
];
