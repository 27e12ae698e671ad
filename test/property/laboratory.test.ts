import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { kernelsHere } from '../../src/engine/kernels.ts';
import { sha256Hasher } from '../../src/host/sha256.ts';
import { openGround } from '../../src/laboratory-ground.ts';
import { NO_CONDUCT } from '../../src/laboratory/conduct.ts';
import { Course } from '../../src/laboratory/course.ts';
import { assortativity } from '../../src/laboratory/measures/assortativity.ts';
import { openLaboratory } from '../../src/laboratory/laboratory.ts';
import { scoringInstants } from '../../src/laboratory/world/months.ts';
import { writeScript } from '../../src/laboratory/world/script.ts';
import { scoreEveryone, type RunResult } from '../../src/engine/run.ts';
import { scoreColumns } from '../../src/scoring/score-table.ts';
import { makeWorld } from '../../seed/make-world.ts';
import { builtInProfile, fiveFactor } from '../support/built-in.ts';

const deps = { openGround, hasher: sha256Hasher, kernels: kernelsHere, clock: { now: () => 0 } };
const WORLD = { subjects: 200, seed: 5 };
const rules = {
  scorecard: fiveFactor(),
  profile: builtInProfile(),
  basis: 'contract',
} as const;

const bytesOf = ({ scores }: RunResult) => [scores.ids, scoreColumns(scores)];

describe('a course', { timeout: 120_000 }, () => {
  it('is the world’s own where nobody does anything', async () => {
    const instants = scoringInstants(2);
    const script = writeScript({ ...WORLD, startsAt: instants[0]! });
    const course = await Course.open(script, { ...rules, policy: 'network', conduct: NO_CONDUCT }, deps);
    const whole = await openGround();
    try {
      for (const [number, end] of instants.slice(1).entries())
        await course.live(number, { start: instants[number]!, end }, await course.score(instants[number]!));
      await whole.add(makeWorld(WORLD).facts.filter(({ rows }) => rows > 0));
      for (const asOf of instants) {
        const own = await scoreEveryone(whole.store, {
          ...rules,
          ...deps,
          asOf,
          reportingCurrency: 'CNY',
        });
        expect(bytesOf(await course.run(asOf))).toEqual(bytesOf(own));
      }
    } finally {
      await course.close();
      await whole.close();
    }
  });

  it('is told in the same bytes when it is lived through again', async () => {
    const tell = () =>
      openLaboratory(deps).simulate({
        ...rules,
        subjects: 200,
        months: 1,
        seeds: [5],
        policies: ['gated'],
        rates: { dropping: 0.5, striving: 1, closing: 0.01, overspending: 0.5 },
      });
    const told = await tell();
    expect(await tell()).toEqual(told);
    expect(told.headings).toEqual([
      'at the end, but where it says otherwise',
      'maxShare 0',
      'with a gate',
      'difference',
    ]);
  });
});

const edges = fc.array(
  fc.record({
    from: fc.nat(9),
    to: fc.nat(9),
    strength: fc.integer({ min: 1, max: 1000 }).map((thousandths) => thousandths / 1000),
  }),
  { minLength: 1, maxLength: 30 },
);
const scores = fc
  .array(fc.integer({ min: 350, max: 950 }), { minLength: 10, maxLength: 10 })
  .map((points) => Float64Array.from(points));

describe('assortativity', () => {
  test.prop([edges, scores])('lies between -1 and 1', (ties, values) => {
    const r = assortativity(ties, values);
    if (!Number.isNaN(r)) expect(Math.abs(r)).toBeLessThanOrEqual(1 + 1e-9);
  });

  test.prop([
    edges,
    scores,
    fc.record({ factor: fc.integer({ min: 1, max: 9 }), shift: fc.integer({ min: -500, max: 500 }) }),
  ])(
    'does not depend on the scale, the direction of ties or the unit of strength',
    (ties, values, { factor, shift }) => {
      const r = assortativity(ties, values);
      const scaled = values.map((value) => factor * value + shift);
      const turned = ties.map(({ from, to, strength }) => ({ from: to, to: from, strength: 3 * strength }));
      if (Number.isNaN(r)) expect(assortativity(turned, scaled)).toBeNaN();
      else expect(assortativity(turned, scaled)).toBeCloseTo(r, 9);
    },
  );
});
