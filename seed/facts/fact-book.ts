import type { FactColumns } from '../../src/domain/fact-columns.ts';
import { FACT_KINDS, type FactKind } from '../../src/domain/facts.ts';
import { FactBuilder } from './fact-builder.ts';

/** Everything the world says, one builder per kind. */
export type FactBook = { readonly [K in FactKind]: FactBuilder<K> };

export function openFactBook(): FactBook {
  return Object.fromEntries(FACT_KINDS.map((kind) => [kind, new FactBuilder(kind)])) as FactBook;
}

/** In the order in which an import takes its files. */
export function finishFactBook(book: FactBook): readonly FactColumns[] {
  return FACT_KINDS.map((kind) => book[kind].finish());
}
