import { MERCHANT_CATEGORIES } from '../../../domain/categories.ts';
import { SUBJECT_KINDS } from '../../../domain/facts.ts';
import { compareCodePoints } from '../../../domain/order.ts';
import type { FactTable } from '../../../engine/fact-tables.ts';
import { numberOf, textOf, type CutReader } from './cut-reader.ts';
import type { Sources } from './sources.ts';

/** The subjects that a cut sees. */
export interface VisibleSubjects {
  readonly table: FactTable<'subjects'>;
  readonly count: number;
  /** Undefined for a subject that the cut does not see. */
  indexOf(id: string): number | undefined;
  /** What a merchant sells: index into MERCHANT_CATEGORIES, undefined where that is not known. */
  categoryOf(subject: number): number | undefined;
  /** Whether what moves between two stays with one holder: a merchant and its owner, or two merchants of one owner. */
  isOneHolder(one: number, other: number): boolean;
}

interface Subject {
  readonly id: string;
  readonly kind: number;
  readonly began: number;
  readonly category: number;
  /** Who owns it, whether the cut sees them or not, where whoever says so is believed at all. */
  readonly owner: string | undefined;
}

export async function readSubjects(reader: CutReader, sources: Sources): Promise<VisibleSubjects> {
  const found: Subject[] = [];
  await reader.read('subjects', (row) => {
    found.push({
      id: textOf(row, 0),
      kind: placeIn(SUBJECT_KINDS, row.get(1)),
      began: numberOf(row, 2),
      category: placeIn(MERCHANT_CATEGORIES, row.get(3)),
      owner: row.get(4) === null || sources.partsPerMillion(row.get(5)) === 0 ? undefined : textOf(row, 4),
    });
  });
  found.sort((a, b) => compareCodePoints(a.id, b.id));
  const indices = new Map(found.map(({ id }, index) => [id, index]));
  const holder = holdersOf(found, indices);
  const categories = Int8Array.from(found, ({ category }) => category);
  return {
    table: {
      id: found.map(({ id }) => id),
      kind: Uint32Array.from(found, ({ kind }) => kind),
      registered_at: Float64Array.from(found, ({ began }) => began),
      owner: Float64Array.from(found, ({ owner = '' }) => indices.get(owner) ?? Number.NaN),
    },
    count: found.length,
    indexOf: (id) => indices.get(id),
    categoryOf: (subject) => {
      const category = categories[subject]!;
      return category === -1 ? undefined : category;
    },
    isOneHolder: (one, other) =>
      holder[one] === holder[other] || holder[one] === other || holder[other] === one,
  };
}

/** The owner of each, or itself; an owner that the cut does not see takes a number above all indices. */
function holdersOf(found: readonly Subject[], indices: ReadonlyMap<string, number>): Uint32Array {
  const unseen = new Map<string, number>();
  return Uint32Array.from(found, ({ id, owner = id }) => {
    const index = indices.get(owner) ?? unseen.get(owner);
    if (index !== undefined) return index;
    const number = found.length + unseen.size;
    unseen.set(owner, number);
    return number;
  });
}

/** -1 where it is none of them. */
function placeIn(choices: readonly string[], value: unknown): number {
  return choices.findIndex((choice) => choice === value);
}
