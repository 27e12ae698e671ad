import { displayWidth, padLeft, padRight } from './display-width.ts';

export interface TableColumn {
  readonly heading: string;
  readonly align: 'left' | 'right';
}

/** Rows under headings with a rule between, columns two spaces apart, no trailing spaces. */
export function drawTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  totals?: readonly string[],
): readonly string[] {
  const all = [columns.map(({ heading }) => heading), ...rows, ...(totals === undefined ? [] : [totals])];
  const widths = columns.map((_, index) => Math.max(...all.map((row) => displayWidth(row[index] ?? ''))));
  const draw = (row: readonly string[]): string =>
    columns
      .map(({ align }, index) => (align === 'left' ? padRight : padLeft)(row[index] ?? '', widths[index]!))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  const footer = totals === undefined ? [] : [rule, draw(totals)];
  return [draw(all[0]!), rule, ...rows.map(draw), ...footer];
}
