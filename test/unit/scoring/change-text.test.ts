/** What is said of a change, in the words of the catalogues. */
import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../../src/built-in.ts';
import type { ChangeLine, ChangeReading, FactorChange } from '../../../src/scoring/change-lines.ts';
import { changeText } from '../../../src/scoring/change-text.ts';

const english = await readCatalogue('en');
const chinese = await readCatalogue('zh');

const reading = (value: number | null, of: Partial<ChangeReading> = {}): ChangeReading => ({
  ...{ value, evidence: 10, against: 0, bin: 'below 1', measurable: true, points: 0, ...of },
});
const line = (
  before: ChangeReading | null,
  after: ChangeReading | null,
  of: Partial<FactorChange> = {},
): ChangeLine => ({
  ...{ item: 'factor', cause: 'facts', factorId: 'on-time-share', group: 'credit_history' },
  ...{ title: 'Dues on time, weighed', unit: 'share', before, after, points: -12_500, ...of },
});

describe('a line of a change', () => {
  test('says what happened, by the facts behind the reading', () => {
    const late = line(reading(0.98, { against: 1 }), reading(0.91, { evidence: 11, against: 2 }));
    expect(changeText(english, late)).toBe('Dues on time, weighed: 1 due became late (98.0 % → 91.0 %)');
    expect(changeText(chinese, late)).toMatch(/新增 1 笔逾期（98.0 % → 91.0 %）$/);
    const paid = line(reading(0.91), reading(0.93, { evidence: 13 }));
    expect(changeText(english, paid)).toBe(
      'Dues on time, weighed: 3 more dues paid on time (91.0 % → 93.0 %)',
    );
  });

  test('says how a reading went where its facts have no words, or did not change', () => {
    const identity = { factorId: 'identity-level', title: 'Identification', unit: 'level' } as const;
    expect(changeText(english, line(reading(0), reading(2), identity))).toBe(
      'Identification: level 0 → level 2',
    );
    expect(changeText(english, line(reading(0.911), reading(0.9109, { evidence: 9 })))).toMatch(
      /: 10 → 9 facts$/,
    );
    const unbounded = { factorId: 'guarantee-burden', title: 'Guarantees', unit: 'ratio' } as const;
    const infinite = line(reading(0.1), reading(null, { bin: '0.5 or more' }), unbounded);
    expect(changeText(english, infinite)).toMatch(/: 0.1 → 0.5 or more$/);
  });

  test('says what could not be measured, and what another scorecard reads', () => {
    const nothing = reading(null, { measurable: false, evidence: 0, bin: 'not measurable' });
    expect(changeText(english, line(nothing, reading(0.9)))).toMatch(/: can be measured now: 90.0 %$/);
    expect(changeText(english, line(reading(0.9), nothing))).toMatch(
      /: can be measured no longer \(was 90.0 %\)$/,
    );
    const by = { cause: 'scorecard' } as const;
    expect(changeText(english, line(null, reading(0.9), by))).toMatch(
      /: is read now: 90.0 %, by the new scorecard$/,
    );
    expect(changeText(english, line(reading(0.9), reading(0.9, { bin: '0.8 to 0.95' }), by))).toMatch(
      /: 90.0 % now falls into 0.8 to 0.95, before into below 1, by the new scorecard$/,
    );
  });

  test('names the lines that are no factors', () => {
    const fixed = { item: 'rounding', before: 0, after: 400, points: 400 } as const;
    expect(changeText(english, { ...fixed, cause: 'facts' })).toBe('Rounding to a whole point');
    expect(changeText(english, { ...fixed, cause: 'scorecard' })).toBe(
      'Rounding to a whole point, by the new scorecard',
    );
    expect(changeText(english, { item: 'network', cause: 'neighbours', points: 1 })).toBe(
      'Network: the scores of those leaned on',
    );
  });
});
