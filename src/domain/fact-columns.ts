import type { FactKind } from './facts.ts';

/**
 * Facts of one kind by column, all equally long: instants in ms, integers, and ratios as plain decimals are
 * numbers with NaN for absent; text, ids, choices and currencies are strings; flags are booleans. Columns that
 * are left out are absent in every row. The provenance columns may be among them.
 */
export interface FactColumns {
  readonly kind: FactKind;
  readonly rows: number;
  readonly columns: Readonly<Record<string, Float64Array | readonly (string | boolean | undefined)[]>>;
}
