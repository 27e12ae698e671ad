/** A handful of subjects and what links them, held in memory, for whoever needs an explorer and no store. */
import { compareCodePoints } from '../../src/domain/order.ts';
import type { ExploredLink, ExploredSubject, GraphExplorer } from '../../src/engine/exploring/explorer.ts';
import { foldCase } from '../../src/engine/exploring/fold-case.ts';
import { makeExplorer } from '../../src/engine/exploring/make-explorer.ts';
import type { ExplorationReads, Frontier } from '../../src/engine/exploring/reads.ts';

/**
 *   ada === bob --- cem        === a tie and payments, --- a tie
 *    |       |
 *   shop ----+                 --- payments
 */
const SUBJECTS: readonly ExploredSubject[] = [
  { id: 'ada', kind: 'user', displayName: 'Ada "張" <1>' },
  { id: 'bob', kind: 'user' },
  { id: 'cem', kind: 'user' },
  { id: "o'neill", kind: 'user', displayName: 'Nobody `knows`' },
  { id: 'shop', kind: 'merchant', displayName: 'The shop' },
];
const LINKS: readonly ExploredLink[] = [
  { relation: 'knows', source: 'ada', target: 'bob', facts: 1, weight: 750_000 },
  { relation: 'knows', source: 'bob', target: 'cem', facts: 1, weight: 500_000 },
  { relation: 'paid', source: 'ada', target: 'bob', facts: 3, weight: 3 },
  { relation: 'paid', source: 'ada', target: 'shop', facts: 2, weight: 2 },
  { relation: 'paid', source: 'bob', target: 'shop', facts: 1, weight: 1 },
];
const SINCE = Date.UTC(2024, 0, 1);
const UNTIL = Date.UTC(2024, 5, 30, 12);

function stepsFrom({ ids, relations }: Frontier): readonly { from: string; to: string; facts: number }[] {
  return LINKS.filter(({ relation }) => relations.includes(relation)).flatMap(({ source, target, facts }) => [
    ...(ids.includes(source) ? [{ from: source, to: target, facts }] : []),
    ...(ids.includes(target) ? [{ from: target, to: source, facts }] : []),
  ]);
}

const reads: ExplorationReads = {
  subjects: (ids) => Promise.resolve(SUBJECTS.filter(({ id }) => ids.includes(id))),
  neighbours: (frontier, { except, limit }) => {
    const factsOf = new Map<string, number>();
    for (const { to, facts } of stepsFrom(frontier))
      if (!except.includes(to)) factsOf.set(to, (factsOf.get(to) ?? 0) + facts);
    const rows = SUBJECTS.flatMap((subject) => {
      const facts = factsOf.get(subject.id);
      return facts === undefined ? [] : [{ ...subject, facts }];
    }).sort((a, b) => b.facts - a.facts || compareCodePoints(a.id, b.id));
    return Promise.resolve({ rows: rows.slice(0, limit), total: rows.length, hubs: [] });
  },
  linksAmong: ({ ids, relations }) =>
    Promise.resolve(
      LINKS.filter(
        ({ relation, source, target }) =>
          relations.includes(relation) && ids.includes(source) && ids.includes(target),
      ),
    ),
  steps: (frontier) => Promise.resolve(stepsFrom(frontier)),
  search: (text, { limit }) => {
    const rows = SUBJECTS.filter(({ id, displayName = '' }) =>
      foldCase(`${id}\n${displayName}`).includes(foldCase(text)),
    );
    return Promise.resolve({ rows: rows.slice(0, limit), total: rows.length });
  },
  guaranteesBy: (guarantors) => {
    const given = [
      { guarantor: 'ada', debtor: 'bob', since: SINCE, obligation: 'loan-1', amountMinor: 50_000 },
      { guarantor: 'bob', debtor: 'ada', since: SINCE },
      { guarantor: 'bob', debtor: 'cem', since: SINCE },
    ];
    const rows = given.filter(({ guarantor }) => guarantors.includes(guarantor));
    return Promise.resolve({ rows, total: rows.length });
  },
  identifiersOf: (id) => {
    const seen = { firstAt: SINCE, lastAt: UNTIL };
    const others = [{ ...SUBJECTS[1]!, ...seen }];
    const rows =
      id === 'ada' ? [{ kind: 'phone' as const, value: '1:c0ffee', ...seen, others, found: 3 }] : [];
    return Promise.resolve({ rows, total: rows.length });
  },
  moneyBetween: ({ from, to }) => {
    const line = {
      kind: 'purchase',
      status: 'completed',
      currency: 'EUR',
      firstAt: SINCE,
      lastAt: UNTIL,
    } as const;
    const isKnown = from === 'ada' && to === 'shop';
    return Promise.resolve(
      isKnown ? [{ payer: from, payee: to, ...line, transactions: 2, amountMinor: 123_456 }] : [],
    );
  },
};

export function exploredWorld(): GraphExplorer {
  return makeExplorer(reads);
}
