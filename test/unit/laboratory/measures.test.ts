import { describe, expect, it } from 'vitest';
import { accessUnder } from '../../../src/laboratory/measures/access.ts';
import { assortativity } from '../../../src/laboratory/measures/assortativity.ts';
import { estimate } from '../../../src/laboratory/measures/estimate.ts';
import { measure } from '../../../src/laboratory/measures/measures.ts';
import { moversOf, sumOfMigrations } from '../../../src/laboratory/measures/mobility.ts';
import type { Snapshot } from '../../../src/laboratory/measures/snapshot.ts';
import { liveTie, NONE } from './people.ts';

const values = (...numbers: number[]) => Float64Array.from(numbers);

describe('assortativity', () => {
  it('is that of a path by hand', () => {
    // 1 - 2 - 3: ends (1,2), (2,1), (2,3), (3,2); mean 2, sum of products about it 0: r = 0.
    // With 1 - 2 alone twice as strong: m = (2 x 1.5 + 2.5) / 3 = 11/6; products about it (-5/6)(1/6) x 2 + (1/6)(7/6)
    // = -3/36; squares 2 x (25 + 1) / 72 + (1 + 49) / 72 = 102/72; r = (-3/36) / (102/72) = -1/17.
    const path = [liveTie(0, 1), liveTie(1, 2)];
    expect(assortativity(path, values(1, 2, 3))).toBeCloseTo(0, 12);
    const heavy = [liveTie(0, 1, { strength: 1 }), liveTie(1, 2, { strength: 0.5 })];
    expect(assortativity(heavy, values(1, 2, 3))).toBeCloseTo(-1 / 17, 12);
  });

  it('is 1 where like knows like alone, and -1 where unlike knows unlike alone', () => {
    expect(assortativity([liveTie(0, 1), liveTie(2, 3)], values(600, 600, 700, 700))).toBeCloseTo(1, 12);
    expect(assortativity([liveTie(0, 2), liveTie(1, 3)], values(600, 600, 700, 700))).toBeCloseTo(-1, 12);
  });

  it('leaves out who has no score, and is not there without edges or differences', () => {
    expect(assortativity([liveTie(0, 1), liveTie(1, 2)], values(NONE, 600, 600))).toBeNaN();
    expect(assortativity([liveTie(0, 1)], values(NONE, 600))).toBeNaN();
    expect(assortativity([], values(600))).toBeNaN();
  });
});

describe('access', () => {
  // 0 at 650 knows 1 at 500 and 2 at 690; 3 at 600 knows 1 alone; 4 at 640 knows nobody.
  const score = values(650, 500, 690, 600, 640, NONE);
  const ties = [liveTie(0, 1), liveTie(0, 2), liveTie(3, 1)];

  it('begins at 600, and nobody without a number has it', () => {
    expect([...accessUnder('network', score, ties)]).toEqual([1, 0, 1, 1, 1, 0]);
  });

  it('behind a gate asks for 600 of the mean of friends, where there are any', () => {
    // Means: 595 of 0, 625 of 1, 650 of 2, 500 of 3.
    expect([...accessUnder('gated', score, ties)]).toEqual([0, 0, 1, 0, 1, 0]);
  });
});

function snapshot(
  score: Float64Array,
  { access, ...rest }: { access: number[] } & Partial<Omit<Snapshot, 'access'>>,
): Snapshot {
  return {
    counts: new Uint8Array(score.length).fill(1),
    isThin: new Uint8Array(score.length),
    ties: [],
    debtMonths: new Float64Array(score.length),
    migration: { from: ['all'], to: ['all'], counts: [[score.length]] },
    score,
    access: Uint8Array.from(access),
    ...rest,
  };
}

describe('mobility', () => {
  const states = ['low', 'middle', 'high', 'unscorable'];
  const migration = {
    from: states,
    to: states,
    counts: [
      [5, 2, 1, 9],
      [1, 4, 0, 0],
      [0, 1, 6, 0],
      [9, 9, 9, 9],
    ],
  };

  it('is of those in a band both times', () => {
    expect(moversOf(migration, 3)).toEqual({ risen: 3 / 20, fallen: 2 / 20 });
  });

  it('adds up over worlds', () => {
    expect(sumOfMigrations([migration, migration]).counts[0]).toEqual([10, 4, 2, 18]);
  });
});

describe('a month measured', () => {
  const personal = snapshot(values(640, 610, 590, 610), { access: [1, 1, 0, 1] });
  const frugal = snapshot(values(640, 590, 600, 600), { access: [1, 0, 1, 1] });
  const now = snapshot(values(640, 595, 605, 610), {
    access: [1, 0, 1, 1],
    isThin: Uint8Array.of(0, 1, 1, 0),
    ties: [liveTie(0, 1), liveTie(0, 3)],
    debtMonths: values(0, 0.5, 1.5, 0),
  });
  const measured = measure(now, {
    personal,
    frugal,
    bands: 1,
    isBuyer: Uint8Array.of(0, 1, 1, 0),
    reliability: values(0.9, 0.8, 0.5, 0.7),
  });

  it('tells who has access, and who lost and gained it', () => {
    expect(measured).toMatchObject({
      ties: 1,
      access: 0.75,
      thinAccess: 0.5,
      thickAccess: 1,
      lost: 0.25,
      lostReliability: 0.8,
      lostThin: 1,
      gained: 0.25,
      gainedReliability: 0.5,
    });
    expect(measured.accessReliability).toBeCloseTo((0.9 + 0.5 + 0.7) / 3, 12);
  });

  it('tells what debt was taken on for points, and what it gained', () => {
    expect(measured).toMatchObject({ debt: 1, gain: 5 });
  });
});

describe('an estimate', () => {
  it('leaves out worlds without anything to measure, and has no interval of one world', () => {
    expect(estimate([2, Number.NaN])).toEqual({ mean: 2, low: NONE, high: NONE });
    expect(estimate([1, 3]).mean).toBe(2);
    expect(estimate([]).mean).toBeNaN();
  });
});
