/** Prints rows under their heads, the first column to the left and the others to the right. */
export function printTable(heads: readonly string[], lines: readonly (readonly string[])[]): void {
  const rows = [heads, ...lines];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows)
    console.log(
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('   '),
    );
}
