/**
 * What a rejects file shows of a value. Ids and free text may name a person: of these the first two characters are
 * shown, and never more than half. Identifiers of sightings are not shown at all. Anything else is clipped, and
 * control characters, which could drive a terminal, become question marks.
 */
import type { Column } from '../domain/columns.ts';
import { factDeclaration, type FactKind } from '../domain/facts.ts';
import { columnsOf } from '../domain/fact-declaration.ts';
import { literal, replaceEvery } from './sql-text.ts';

const SHOWN_CHARACTERS = 2;
const CLIPPED_CHARACTERS = 60;
const HIDDEN = '…';

export interface MaskedColumn {
  readonly kind: FactKind;
  readonly name: string;
  readonly column: Column;
}

export function maskedSql({ kind, name, column }: MaskedColumn, text: string): string {
  if (kind === 'sightings' && name === 'value')
    return `CASE WHEN ${text} IS NOT NULL THEN ${literal(HIDDEN)} END`;
  // In a shifted row of sightings the identifier stands in any column.
  const isIdentifying = kind === 'sightings' || column.type === 'id' || column.type === 'text';
  if (!isIdentifying) return clippedSql(text);
  return printableSql(
    `left(${text}, least(${SHOWN_CHARACTERS}, length(${text}) // 2)) || ${literal(HIDDEN)}`,
  );
}

/** Unmasked, but neither long nor able to drive a terminal. */
export function clippedSql(text: string): string {
  return printableSql(
    `CASE WHEN length(${text}) > ${CLIPPED_CHARACTERS} THEN left(${text}, ${CLIPPED_CHARACTERS}) || ${literal(HIDDEN)} ELSE ${text} END`,
  );
}

function printableSql(text: string): string {
  return replaceEvery(text, '[\\x00-\\x1f\\x7f]', '?');
}

/** The key columns, masked, with blanks between; `expression` gives the text of a column by name. */
export function maskedKeySql(kind: FactKind, expression: (name: string) => string): string {
  const parts = columnsOf(factDeclaration(kind))
    .filter(({ inKey }) => inKey)
    .map(({ name, column }) => `coalesce(${maskedSql({ kind, name, column }, expression(name))}, '')`);
  return `concat_ws(' ', ${parts.join(', ')})`;
}
