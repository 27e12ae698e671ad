import { InvalidInputError } from '../../domain/errors.ts';
import { fromPartsPerMillion } from '../../domain/fixed-point.ts';
import { compareCodePoints } from '../../domain/order.ts';
import type { FactTables } from '../fact-tables.ts';

/** What a run gives where no fact has an amount: ISO 4217's code for "no currency". */
export const NO_CURRENCY = 'XXX';

/** Brings amounts of every currency that the facts use into one. */
export interface Exchange {
  readonly reportingCurrency: string;
  /** The currencies in use, in code point order, so that sums are made in one order everywhere. */
  readonly currencies: readonly string[];
  /** Minor units of the currency per minor unit of the reporting currency; NaN for one not in use. */
  rate(currency: string): number;
}

/**
 * Settles the reporting currency of a run: the one asked for, or the only one there is. Throws InvalidInputError
 * where there are several and none was asked for, and where a currency in use has no rate: two are never added
 * without one.
 */
export function makeExchange(tables: FactTables, wanted: string | undefined): Exchange {
  const used = new Set<string>();
  for (const { currency } of [tables.spend, tables.income, tables.turnover, tables.obligations]) {
    for (const name of currency) used.add(name);
  }
  const currencies = [...used].sort(compareCodePoints);
  if (wanted === undefined && currencies.length > 1) {
    throw new InvalidInputError(
      `The facts are in ${currencies.join(', ')}; name the one to report in, such as --currency ${currencies[0]!}`,
    );
  }
  const reportingCurrency = wanted ?? currencies[0] ?? NO_CURRENCY;
  const rates = new Map<string, number>([[reportingCurrency, 1]]);
  tables.rates.currency.forEach((currency, row) => {
    if (currency !== reportingCurrency)
      rates.set(currency, fromPartsPerMillion(tables.rates.per_reporting_unit[row]!));
  });
  for (const currency of currencies) {
    if (!((rates.get(currency) ?? 0) > 0)) {
      throw new InvalidInputError(
        `There are amounts in ${currency} and no rate above 0 for it against ${reportingCurrency}; import one in rates.csv`,
      );
    }
  }
  return { reportingCurrency, currencies, rate: (currency) => rates.get(currency) ?? Number.NaN };
}
