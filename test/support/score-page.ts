/** Reads docs/score.md as a reader with a pencil would: the printed card, and the tables below it. */
import { readFileSync } from 'node:fs';

interface PageFactor {
  readonly id: string;
  readonly title: string;
  /** Undefined: not measurable. */
  readonly reading: number | undefined;
  readonly evidence: number;
  readonly against: number;
  readonly points: number;
  readonly worst: number;
  readonly best: number;
}

export interface ScorePage {
  /** The printed card, line by line, frame and all. */
  readonly card: readonly string[];
  readonly factors: readonly PageFactor[];
  readonly people: { readonly less: number; readonly same: number; readonly more: number };
  readonly network: {
    readonly record: number;
    readonly maxShare: number;
    readonly halfRecord: number;
    readonly companions: readonly { strength: number; record: number; score: number }[];
  };
  /** The worked change: its printed lines with their points, the sum last, and the two sides of its network. */
  readonly change: {
    /** As it is printed. */
    readonly printed: readonly string[];
    readonly lines: readonly { readonly points: number; readonly text: string }[];
    /** By the name of the row: before and after. */
    readonly network: ReadonlyMap<string, readonly [number, number]>;
  };
}

export function readScorePage(path = 'docs/score.md'): ScorePage {
  const page = readFileSync(path, 'utf8');
  const numbers = (pattern: RegExp): readonly number[] => (pattern.exec(page) ?? []).slice(1).map(Number);
  const [less = NaN, same = NaN, more = NaN] = numbers(
    /Of the users scored, (\d+) have less, (\d+) the same and (\d+) more/,
  );
  const [record = NaN, maxShare = NaN, halfRecord = NaN] = numbers(
    /Its own record is (\d+), with maxShare ([\d.]+) and halfRecord ([\d.]+)/,
  );
  return {
    card: (/```text\n([^`]*)```/.exec(page)?.[1] ?? '').trimEnd().split('\n'),
    factors: rowsUnder(page, 'factor').map(([id, title, reading, ...rest]) => {
      const [evidence, against, points, worst, best] = rest.map(Number) as [
        number,
        number,
        number,
        number,
        number,
      ];
      const value = reading === 'not measurable' ? undefined : Number(reading);
      return {
        id: id!.replaceAll('`', ''),
        title: title!,
        reading: value,
        evidence,
        against,
        points,
        worst,
        best,
      };
    }),
    people: { less, same, more },
    change: readChange(page),
    network: {
      ...{ record, maxShare, halfRecord },
      companions: rowsUnder(page, 'tied to').map((cells) => {
        const [strength, own, score] = cells.slice(1).map(Number) as [number, number, number];
        return { strength, record: own, score };
      }),
    },
  };
}

function readChange(page: string): ScorePage['change'] {
  const printed = page.slice(page.indexOf('## A change by hand'));
  const lines = [...printed.matchAll(/^ *([−+]?\d+(?:\.\d+)?) {2}(\S.*)$/gm)];
  return {
    printed: (/```text\n([^`]*)```/.exec(printed)?.[1] ?? '').trimEnd().split('\n'),
    lines: lines.map(([, points = '', text = '']) => ({ points: Number(points.replace('−', '-')), text })),
    network: new Map(
      rowsUnder(page, 'network').map(([name = '', before, after]) => [name, [Number(before), Number(after)]]),
    ),
  };
}

/** The rows of the table whose last occurrence starts with a column of this name. */
function rowsUnder(page: string, heading: string): readonly (readonly string[])[] {
  const lines = page.split('\n');
  const start = lines.findLastIndex((line) => new RegExp(`^\\| ${heading} +\\|`).test(line));
  if (start === -1) return [];
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  return lines.slice(start + 2, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
