import type { FactorGroup } from '../domain/score.ts';
import { fillReadings, type Factor } from './factor.ts';

export const ATTRIBUTE_PREFIX = 'attribute:';

/** How a scorecard reads an attribute: by bounds on its number, or by the values of its text. */
export interface AttributeReading {
  readonly group: FactorGroup;
  readonly direction: 'higher' | 'lower';
  readonly by: 'number' | 'text';
}

/**
 * A lender's own column as a factor: the latest value of the attribute before asOf, by sources believed by at least half.
 * Read by number, a value that is
 * none is not measurable; read by text, values are labels as they came.
 */
export function attributeFactor(name: string, { group, direction, by }: AttributeReading): Factor {
  return {
    id: `${ATTRIBUTE_PREFIX}${name}`,
    group,
    title: name,
    unit: 'as_given',
    range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    direction,
    prior: Number.NaN,
    about: 'own',
    isInOwnHands: false,
    relations: [],
    window: 'the latest value',
    reasonCodes: { adverse: 'attribute_unfavourable', unmeasurable: 'attribute_missing' },
    measure(view) {
      const attribute = view.attributes.get(name);
      if (by === 'number') {
        return fillReadings(
          view,
          (row) => attribute?.numbers[row] ?? Number.NaN,
          () => 1,
        );
      }
      const labels = attribute?.texts ?? Array.from<undefined>({ length: view.columns.registeredAt.length });
      return {
        value: new Float64Array(labels.length).fill(Number.NaN),
        evidence: Uint32Array.from(labels, (label) => (label === undefined ? 0 : 1)),
        labels,
      };
    },
  };
}
