import { FAULT_RULES, type FaultRule } from '../../../domain/dealings.ts';
import type { FactTable } from '../../../engine/fact-tables.ts';
import { growTable, takeTable } from '../../../engine/growing-table.ts';
import type { Dealing } from './dealing.ts';

type Rules = ReadonlyMap<string | null, FaultRule>;

/**
 * Purchases, utilities and deposits, which promise something in return that can be kept: how many each subject was a
 * side of, how many it broke, and how many the other side disputed. DuckDB's twin is `dealings.sql`.
 */
export class Promises {
  readonly #ended: Float64Array;
  readonly #broken: Float64Array;
  readonly #disputed: Float64Array;

  constructor(subjects: number) {
    this.#ended = new Float64Array(subjects);
    this.#broken = new Float64Array(subjects);
    this.#disputed = new Float64Array(subjects);
  }

  add({ payer, payee, status, statusBy }: Dealing): void {
    const rule = RULES.get(status)?.get(statusBy);
    if (rule !== undefined) {
      this.#ended[payer]!++;
      this.#ended[payee]!++;
      if (rule.atFault === 'payer') this.#broken[payer]!++;
      if (rule.atFault === 'payee') this.#broken[payee]!++;
    }
    if (status !== 'disputed' && status !== 'charged_back') return;
    if (statusBy === 'payer') this.#disputed[payee]!++;
    if (statusBy === 'payee') this.#disputed[payer]!++;
  }

  take(): FactTable<'dealings'> {
    const dealings = growTable('dealings');
    for (const [subject, ended] of this.#ended.entries()) {
      const disputed = this.#disputed[subject]!;
      if (ended + disputed === 0) continue;
      dealings.subject.append(subject);
      dealings.dealings.append(ended);
      dealings.broken.append(this.#broken[subject]!);
      dealings.disputed.append(disputed);
    }
    return takeTable(dealings);
  }
}

const RULES: ReadonlyMap<string, Rules> = new Map(
  FAULT_RULES.map(({ status }) => [
    status,
    new Map(FAULT_RULES.filter((rule) => rule.status === status).map((rule) => [rule.statusBy, rule])),
  ]),
);
