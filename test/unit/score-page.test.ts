/**
 * The worked card of docs/score.md, recomputed by the rules that the page states, from its tables and the scorecard's
 * JSON: nothing of src/scoring is used, so that the page and the program cannot be wrong alike.
 */
import { describe, expect, test } from 'vitest';
import { fiveFactorJson } from '../support/built-in.ts';
import { readScorePage } from '../support/score-page.ts';

interface CardJson {
  readonly base: number;
  readonly halfConfidenceEvidence: number;
  readonly subjects: {
    readonly user: {
      readonly factors: readonly {
        readonly factor: string;
        readonly notMeasurable: number;
        readonly bins: readonly { readonly below?: number; readonly points: number }[];
      }[];
    };
  };
}

const scorecard = JSON.parse(fiveFactorJson) as CardJson;
const page = readScorePage();
const { card, factors, network, people } = page;
const entryOf = new Map(scorecard.subjects.user.factors.map((entry) => [entry.factor, entry]));
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const inner = card.map((line) => line.slice(2, -2));

/** The lines between a heading of the card and the next. */
function section(heading: string): readonly string[] {
  const start = card.findIndex((line) => line.startsWith(`├─ ${heading}`));
  const end = card.findIndex((line, index) => index > start && /^[├╰]/.test(line));
  return inner.slice(start + 1, end);
}

/** The amount in the points column of the first line that begins with a title. */
function amount(lines: readonly string[], title: string): number | undefined {
  const line = lines.find((text) => text.trimStart().startsWith(title));
  return line === undefined ? undefined : Number(line.slice(56, 65).trim().replace('−', '-'));
}

function pointsOf(id: string, reading: number | undefined): number {
  const { bins, notMeasurable } = entryOf.get(id)!;
  if (reading === undefined) return notMeasurable;
  return bins.find(({ below }) => below === undefined || reading < below)!.points;
}

const raw = scorecard.base + sum(factors.map(({ id, reading }) => pointsOf(id, reading)));
const personal = Math.min(Math.max(raw, 350), 950);
const rounded = Math.floor(personal + 0.5);

/** lambda (x - p) as it is served, from those the subject is tied to. */
function networkLine(): number {
  const { record, maxShare, halfRecord, companions } = network;
  const weights = companions.map((other) => (other.strength * other.record) / (halfRecord + other.record));
  const company = sum(weights);
  if (!(company > 0)) return 0;
  const tenths = Math.floor((10 * company) / (1 + company));
  const lambda = ((maxShare * halfRecord) / (halfRecord + record)) * (tenths / 10);
  const mean = sum(companions.map(({ score }, index) => weights[index]! * score)) / company;
  const cells = Math.floor((600 * lambda) / 5);
  if (cells < 2) return 0;
  const width = 600 / cells;
  const from = 350 + width * Math.floor((mean - 350) / width);
  if (rounded >= from && rounded <= from + width) return 0;
  const toEnd = rounded < from ? from - rounded : rounded - from - width;
  const toMiddle = lambda * Math.abs(from + width / 2 - rounded);
  return Math.floor(Math.min(toEnd, toMiddle)) * Math.sign(from - rounded);
}
const served = networkLine();
const score = rounded + served;

describe('the card of docs/score.md', () => {
  test('is whole, and has every factor of the scorecard', () => {
    expect(card.length).toBeGreaterThan(40);
    expect(factors.map(({ id }) => id)).toEqual([...entryOf.keys()]);
  });

  test.each(factors)('$id earns what its bin gives', ({ id, reading, points, best, worst, title }) => {
    const { bins, notMeasurable } = entryOf.get(id)!;
    expect(points).toBe(pointsOf(id, reading));
    expect(best).toBe(Math.max(...bins.map((bin) => bin.points)));
    expect(worst).toBe(Math.min(notMeasurable, ...bins.map((bin) => bin.points)));
    expect(amount(section('Ledger'), title.slice(0, 30))).toBe(points);
  });

  test('adds up: base, factors, limit, rounding and network are the score', () => {
    const ledger = section('Ledger');
    expect(amount(ledger, 'Base')).toBe(scorecard.base);
    expect(amount(ledger, 'Limit of the scale') ?? 0).toBeCloseTo(personal - raw, 3);
    expect(amount(ledger, 'Rounding to a whole point') ?? 0).toBeCloseTo(rounded - personal, 3);
    expect(amount(ledger, 'Scores of those one is tied to') ?? 0).toBe(served);
    expect(amount(ledger, 'Score ')).toBe(score);
    expect(amount(section('Where the points come from'), 'Score ')).toBe(score);
  });

  test('says its confidence', () => {
    const half = scorecard.halfConfidenceEvidence;
    const assured = sum(factors.map(({ best, evidence }) => (best * evidence) / (evidence + half)));
    const share = Math.round((1000 * assured) / sum(factors.map(({ best }) => best))) / 10;
    expect(card.join('\n')).toContain(`confidence ${share.toFixed(1)} %`);
    const measured = factors.filter(({ reading }) => reading !== undefined).length;
    const evidence = sum(factors.map((factor) => factor.evidence)).toLocaleString('en-GB');
    expect(card.join('\n')).toContain(`evidence ${evidence}; ${measured} of ${factors.length} factors`);
  });

  test('says its interval', () => {
    const half = scorecard.halfConfidenceEvidence;
    const variance = factors.map(
      ({ best, worst, evidence }) => (((best - worst) ** 2 / 12) * half) / (half + evidence),
    );
    const reach = 1.2816 * Math.sqrt(sum(variance));
    const low = Math.max(350, Math.floor(score - reach));
    const high = Math.min(950, Math.ceil(score + reach));
    // The bands stand in between where it touches several.
    expect(card.join('\n')).toMatch(new RegExp(`${low} to ${high} [^0-9]*is where a full record`));
  });

  test('says its rank', () => {
    const of = people.less + people.same + people.more;
    const percentile = Math.round((1000 * (people.less + people.same / 2)) / of) / 10;
    const [position, all] = [people.more + 1, of].map((number) => number.toLocaleString('en-GB'));
    expect(card.join('\n')).toContain(`rank ${position} of ${all}, above ${percentile} in 100`);
  });

  test('ranks its reasons by the points lost', () => {
    const lost = factors
      .filter(({ reading, points, best }) => reading !== undefined && points < best)
      .map(({ best, points }) => best - points)
      .sort((a, b) => b - a)
      .slice(0, 4);
    const told = section('What cost most points').flatMap(
      (line) => /^ +−([\d.]+) {2}\S/.exec(line)?.[1] ?? [],
    );
    expect(told.map(Number)).toEqual(lost);
  });

  test('names what could not be measured', () => {
    const told = section('What could not be measured').flatMap((line) => {
      const [, points, best, text] = /^ *([−\d.]+) of +([\d.]+) {2}(.*)$/.exec(line) ?? [];
      return text === undefined ? [] : [[text.split(':')[0]!.trim(), points!.replace('−', '-'), best]];
    });
    const unmeasured = factors.filter(({ reading }) => reading === undefined);
    const lines = unmeasured.map(({ title, points, best }) => [title, points, best] as const);
    const total = [
      'All of these together',
      sum(lines.map(([, own]) => own)),
      sum(lines.map(([, , best]) => best)),
    ];
    expect(told.map(([text, points, best]) => [text, Number(points), Number(best)])).toEqual([
      ...lines,
      total,
    ]);
  });
});

describe('the change of docs/score.md', () => {
  const { lines, network: sides } = page.change;
  const points = (text: string) => lines.find((line) => line.text.includes(text))?.points;
  const of = (name: string) => sides.get(name)!;
  const difference = ([before, after]: readonly [number, number]) => after - before;
  const mean = ([before, after]: readonly [number, number]) => (before + after) / 2;
  const both = (read: (side: 0 | 1) => number) => [read(0), read(1)] as const;

  test('sums to the difference of the scores, to the thousandth', () => {
    const told = lines.slice(0, -1).map((line) => Math.round(1000 * line.points));
    expect(lines.at(-1)!.text).toBe('Score');
    expect(sum(told)).toBe(Math.round(1000 * lines.at(-1)!.points));
    expect(lines.at(-1)!.points).toBe(difference(of('served score')));
  });

  test('splits its network line by the formula of the page', () => {
    const { maxShare, halfRecord } = network;
    const a = both((side) => halfRecord / (halfRecord + of('r')[side]));
    const b = both((side) => of('C')[side] / (1 + of('C')[side]));
    const lambda = both((side) => maxShare * a[side] * b[side]);
    const x = both((side) => of('p')[side] + of('s - p')[side] / lambda[side]);
    const d = both((side) => x[side] - of('p')[side]);
    const parts = {
      'an own record': maxShare * difference(a) * mean(b) * mean(d),
      'company is': maxShare * mean(a) * difference(b) * mean(d),
      'scores of those leaned on': mean(lambda) * difference(x),
      'own points': -mean(lambda) * difference(of('p')),
    };
    for (const [text, part] of Object.entries(parts))
      expect(Math.abs(points(text)! - part), text).toBeLessThan(0.001);
    expect(sum(Object.values(parts))).toBeCloseTo(difference(of('s - p')), 9);
  });
});
