import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FACTORS } from '../../src/factors/registry.ts';
import { SUBJECT_COLUMNS, type SubjectColumn } from '../../src/graph/projection.ts';
import { AS_OF, factorView } from '../support/factor-view.ts';

/** Counts and instants, shares, and things unknown: whatever a column may hold. */
const cell = fc.oneof(
  fc.constant(Number.NaN),
  fc.constant(0),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.integer({ min: 0, max: 5000 }),
);
const instantColumns = new Set<SubjectColumn>([
  'registeredAt',
  'oldestObligationAt',
  'residenceSince',
  'phoneSince',
  'lastLateAt',
]);
const parts: Partial<Record<SubjectColumn, SubjectColumn>> = {
  dealingsBroken: 'dealings',
  dealingsBrokenWeight: 'dealingsWeight',
  duesOnTimeWeight: 'duesMaturedWeight',
  utilityOnTimeWeight: 'utilityMaturedWeight',
  ratingsReceivedWeight: 'ratingsReceived',
  ratingsGivenWeight: 'ratingsGiven',
  placedOnTimeWeight: 'placedMaturedWeight',
  agreedWeight: 'comparedWeight',
  reach: 'liveTies',
  activeMonths12: 'acts',
};
const shares = new Set<SubjectColumn>([
  'goodness',
  'fairness',
  'followThrough',
  'categoryEntropy',
  'profileCompleteness',
]);

/** A row as an engine could make it: parts no larger than their wholes, shares within 0 and 1, levels to 3. */
const row = fc
  .record(
    Object.fromEntries(Object.keys(SUBJECT_COLUMNS).map((name) => [name, cell])) as Record<
      SubjectColumn,
      typeof cell
    >,
  )
  .map((raw) => {
    const made = { ...raw };
    for (const name of Object.keys(made) as SubjectColumn[]) {
      if (instantColumns.has(name)) made[name] = AS_OF - Math.abs(made[name]) * 86_400_000;
      if (shares.has(name)) made[name] = Math.min(made[name], 1);
      const whole = parts[name];
      if (whole !== undefined) made[name] = Math.min(made[name], made[whole]);
    }
    made.identityLevel = Math.min(made.identityLevel, 3);
    made.obligationKinds = Math.min(Math.ceil(made.obligationKinds), 6);
    made.activeMonths12 = Math.min(made.activeMonths12, 12);
    return made;
  });

describe.each(FACTORS.map((factor) => [factor.id, factor] as const))('%s', (_, factor) => {
  test('stays within its range, and what is not measurable has no evidence', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const { value, evidence } = factor.measure(factorView(rows));
        value.forEach((reading, index) => {
          if (Number.isNaN(reading)) expect(evidence[index]).toBe(0);
          else {
            expect(reading).toBeGreaterThanOrEqual(factor.range[0]);
            expect(reading).toBeLessThanOrEqual(factor.range[1]);
          }
        });
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('is row-local: a subject reads the same alone as among others', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 5 }), (rows) => {
        const together = factor.measure(factorView(rows)).value;
        const alone = rows.map((one) => factor.measure(factorView([one])).value[0]!);
        expect([...together]).toEqual(alone);
      }),
      { seed: 2, numRuns: 60 },
    );
  });

  test('its prior is within its range', () => {
    expect(factor.prior).toBeGreaterThanOrEqual(factor.range[0]);
    expect(factor.prior).toBeLessThanOrEqual(factor.range[1]);
  });
});
