import { FAULT_RULES, RECORD_MONTHS, type FaultRule } from '../../../domain/dealings.ts';
import type { FactTable } from '../../../engine/fact-tables.ts';
import { growTable, takeTable, type GrowingTable } from '../../../engine/growing-table.ts';
import type { Csr } from '../../../graph/rows/csr.ts';
import type { Dealing } from './dealing.ts';
import { forEachPair, Pairs } from './pairs.ts';

/** What one dealing counts for, as bits of a code. */
const PAID = 1;
const ENDED = 2;
const BROKEN_BY_PAYER = 4;
const BROKEN_BY_PAYEE = 8;
const DISPUTED_OF_PAYER = 16;
const DISPUTED_OF_PAYEE = 32;
const COUNTS = 64;
/** A month's place in a code; the last is for none. */
const MONTHS = 32;
const NO_MONTH = MONTHS - 1;

/**
 * What passed between each payer and payee and what became of promises, which purchases, utilities and deposits are.
 * Each dealing is kept as one number with its pair: its source's reliability, its month, and what it counts for, so that
 * the numbers of a pair stand in the order of reliabilities. DuckDB's twin is `dealt.sql`.
 */
export class Dealt {
  readonly #pairs = new Pairs();

  add({ payer, payee, reliability, kind, status, statusBy, maturedAge }: Dealing): void {
    const isPromise = kind === 'purchase' || kind === 'utility' || kind === 'deposit';
    const isPaid = status === 'completed' && kind !== 'deposit' && (isPromise || kind === 'transfer');
    const counts = (isPaid ? PAID : 0) | (isPromise ? promiseCounts(status, statusBy) : 0);
    const month = isPromise && maturedAge < RECORD_MONTHS ? maturedAge : NO_MONTH;
    if (counts === 0 && month === NO_MONTH) return;
    this.#pairs.add(payer, payee, (reliability * MONTHS + month) * COUNTS + counts);
  }

  /** No dealing can be added any more. */
  take(subjects: number): FactTable<'dealt'> {
    const dealt = growTable('dealt');
    const rows = this.#pairs.take(subjects);
    forEachPair(rows, (source, start, end) => {
      for (let first = start, next = start; first < end; first = next) {
        const reliability = reliabilityOf(rows.weights![first]!);
        while (next < end && reliabilityOf(rows.weights![next]!) === reliability) next++;
        dealt.source.append(source);
        dealt.target.append(rows.targets[first]!);
        dealt.reliability.append(reliability);
        appendCounts(dealt, rows, { first, next });
      }
    });
    return takeTable(dealt);
  }
}

function promiseCounts(status: Dealing['status'], statusBy: Dealing['statusBy']): number {
  if (status === null) return 0;
  const rule = RULES.get(status)?.get(statusBy);
  let counts = rule === undefined ? 0 : ENDED;
  if (rule?.atFault === 'payer') counts |= BROKEN_BY_PAYER;
  if (rule?.atFault === 'payee') counts |= BROKEN_BY_PAYEE;
  if (status !== 'disputed' && status !== 'charged_back') return counts;
  if (statusBy === 'payer') counts |= DISPUTED_OF_PAYEE;
  if (statusBy === 'payee') counts |= DISPUTED_OF_PAYER;
  return counts;
}

const reliabilityOf = (code: number): number => Math.floor(code / (MONTHS * COUNTS));

function appendCounts(
  dealt: GrowingTable<'dealt'>,
  { weights }: Csr,
  { first, next }: { first: number; next: number },
): void {
  let months = 0;
  const count = (bit: number): number => {
    let dealings = 0;
    for (let dealing = first; dealing < next; dealing++) if ((weights![dealing]! & bit) !== 0) dealings++;
    return dealings;
  };
  for (let dealing = first; dealing < next; dealing++) {
    const month = Math.floor(weights![dealing]! / COUNTS) % MONTHS;
    if (month !== NO_MONTH) months |= 1 << month;
  }
  dealt.paid.append(count(PAID));
  dealt.dealings.append(count(ENDED));
  dealt.broken_by_source.append(count(BROKEN_BY_PAYER));
  dealt.broken_by_target.append(count(BROKEN_BY_PAYEE));
  dealt.disputed_of_source.append(count(DISPUTED_OF_PAYER));
  dealt.disputed_of_target.append(count(DISPUTED_OF_PAYEE));
  dealt.months.append(months);
}

type Rules = ReadonlyMap<string | null, FaultRule>;

const RULES: ReadonlyMap<string, Rules> = new Map(
  FAULT_RULES.map(({ status }) => [
    status,
    new Map(FAULT_RULES.filter((rule) => rule.status === status).map((rule) => [rule.statusBy, rule])),
  ]),
);
