/** Milliseconds by step, for one of those compared. */
export interface Timings {
  readonly name: string;
  readonly medians: ReadonlyMap<string, number>;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The median of `times` runs, in milliseconds, after one that warms up. */
export function measure(times: number, run: () => unknown): number {
  run();
  return median(
    Array.from({ length: times }, () => {
      const start = performance.now();
      run();
      return performance.now() - start;
    }),
  );
}

/** One line per step of the first, one column for each; the others' figures as multiples of the first's too. */
export function printTable(title: string, [first, ...others]: readonly [Timings, ...Timings[]]): void {
  const lines = [...first.medians].map(([step, own]) => [
    step,
    milliseconds(own),
    ...others.map(({ medians }) => {
      const theirs = medians.get(step);
      return theirs === undefined
        ? '-'
        : `${milliseconds(theirs)}  ${(theirs / own).toFixed(1).padStart(6)}x`;
    }),
  ]);
  const rows = [['median', first.name, ...others.map(({ name }) => name)], ...lines];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  console.log(`\n${title}\n`);
  for (const row of rows)
    console.log(
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('   '),
    );
}

function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
