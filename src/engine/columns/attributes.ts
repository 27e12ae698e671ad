import { RATIO_PATTERN } from '../../domain/columns.ts';
import { compareCodePoints } from '../../domain/order.ts';
import { ATTRIBUTE_PREFIX } from '../../factors/attribute.ts';
import type { AttributeColumn } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import type { ColumnContext } from './context.ts';

const number = new RegExp(RATIO_PATTERN);

/** One column per attribute, in the order of their names. What a value is goes by itself alone: nobody's typing mistake changes another's reading. */
export function attributeColumns(
  { attributes }: FactTables,
  context: ColumnContext,
): ReadonlyMap<string, AttributeColumn> {
  const rowsOf = new Map<string, number[]>();
  attributes.name.forEach((name, row) => {
    const rows = rowsOf.get(name);
    if (rows === undefined) rowsOf.set(name, [row]);
    else rows.push(row);
  });
  const named = [...rowsOf].sort(([one], [other]) => compareCodePoints(one, other));
  return new Map(named.map(([name, rows]) => [name, attributeColumn(attributes, rows, context)]));
}

function attributeColumn(
  { subject, value }: FactTables['attributes'],
  rows: readonly number[],
  context: ColumnContext,
): AttributeColumn {
  const texts = Array.from<string | undefined>({ length: context.subjects });
  const numbers = context.unknown();
  for (const row of rows) {
    const text = value[row]!;
    texts[subject[row]!] = text;
    // The pattern lets 1e999 through, which is no number that bins could tell from another.
    if (number.test(text) && Number.isFinite(Number(text))) numbers[subject[row]!] = Number(text);
  }
  return { texts, numbers };
}

/** Factor ids of the attributes that any row marks as protected. */
export function protectedAttributes({ attributes }: FactTables): ReadonlySet<string> {
  const names = new Set<string>();
  attributes.protected.forEach((isProtected, row) => {
    if (isProtected === 1) names.add(attributes.name[row]!);
  });
  return new Set(Array.from(names, (name) => `${ATTRIBUTE_PREFIX}${name}`));
}
