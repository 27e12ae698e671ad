/** CNY for a dollar, for whoever turns one into the other: about what the rates say in every month. */
const CNY_PER_USD = 7.1;

export type Currency = 'CNY' | 'USD';

/** A sum of CNY minor units in minor units of a currency. */
export function inCurrency(cnyMinor: number, currency: Currency): number {
  return currency === 'USD' ? cnyMinor / CNY_PER_USD : cnyMinor;
}
