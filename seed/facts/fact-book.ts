import type { FactColumns } from '../../src/domain/fact-columns.ts';
import { FACT_KINDS, type FactKind } from '../../src/domain/facts.ts';
import { FactBuilder } from './fact-builder.ts';
import type { Names } from './names.ts';

/** Facts on their way out, a batch at a time. */
export type Batches = Generator<FactColumns, void, undefined>;

/** Everything the world says, one builder per kind. */
export type FactBook = { readonly [K in FactKind]: FactBuilder<K> } & {
  readonly outbox: Outbox;
  readonly names: Names;
};

/** Full batches, until whoever writes them down takes them. */
class Outbox {
  #batches: FactColumns[] = [];

  put(batch: FactColumns): void {
    this.#batches.push(batch);
  }

  take(): readonly FactColumns[] {
    if (this.#batches.length === 0) return NOTHING;
    const taken = this.#batches;
    this.#batches = [];
    return taken;
  }
}

const NOTHING: readonly FactColumns[] = [];

export function openFactBook(names: Names): FactBook {
  const outbox = new Outbox();
  const builders = FACT_KINDS.map((kind) => [
    kind,
    new FactBuilder(kind, names, (batch) => {
      outbox.put(batch);
    }),
  ]);
  return { ...Object.fromEntries(builders), outbox, names } as FactBook;
}

/** What is left, one batch for every kind, in the order in which an import takes its files. */
export function finishFactBook(book: FactBook): readonly FactColumns[] {
  for (const kind of FACT_KINDS) book[kind].handOn();
  return book.outbox.take();
}
