import type { PartsPerMillion } from '../../domain/fixed-point.ts';
import { groupRows, type GroupedRows } from '../../domain/grouped-rows.ts';
import type { FactTables } from '../fact-tables.ts';
import { weightOfBelief } from './belief.ts';

/** What balances say is owed: rows of `balances` by obligation, the latest first. */
export interface ToldBalances extends GroupedRows {
  /** By row: minor units in the currency of the obligation. */
  readonly owed: Float64Array;
  /** By row: 0 to 1. */
  readonly weight: Float64Array;
  /** By obligation: how far the most believed of its balances is; 0 without one. */
  readonly believed: Float64Array;
}

/**
 * How much each balance says of what is owed: the latest as much as it is believed, each before it as much as it is
 * believed more than all after it. So a word that is hardly believed moves what is known by its own share and no more,
 * whatever it says, and one that is believed in full leaves nothing to those before it.
 *
 * After an obligation is given up no balance tells what is left of it, so what was paid after the last one is taken off.
 */
export function toldBalances({ obligations, balances, payments }: FactTables): ToldBalances {
  const grouped = groupRows(balances.obligation, obligations.debtor.length, {
    keys: balances.occurred_at.map((at) => -at),
  });
  const { rows, start } = grouped;
  const weight = new Float64Array(rows.length);
  const believed = new Float64Array(obligations.debtor.length);
  for (const row of rows) {
    const obligation = balances.obligation[row]!;
    weight[row] = beliefBeyond(believed[obligation]!, balances.reliability[row]!);
    believed[obligation] = Math.max(believed[obligation]!, balances.reliability[row]!);
  }
  const owed = balances.balance.slice();
  const isGivenUp = Uint8Array.from(obligations.written_off_at, (at) => (Number.isNaN(at) ? 0 : 1));
  for (let payment = 0; payment < payments.obligation.length; payment++) {
    const obligation = payments.obligation[payment]!;
    if (isGivenUp[obligation] === 0) continue;
    for (const row of rows.subarray(start[obligation], start[obligation + 1]))
      if (payments.occurred_at[payment]! > balances.occurred_at[row]!)
        owed[row] = Math.max(0, owed[row]! - payments.amount[payment]!);
  }
  return { rows, start, owed, weight, believed };
}

/** What a word weighs that comes before others: 0 where one of those is believed as much. */
export function beliefBeyond(others: PartsPerMillion, reliability: PartsPerMillion): number {
  return weightOfBelief(Math.max(0, reliability - others));
}
