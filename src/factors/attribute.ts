import type { FactorGroup } from '../domain/score.ts';
import type { Factor } from './factor.ts';

export const ATTRIBUTE_PREFIX = 'attribute:';

/**
 * A lender's own column as a factor: the latest value of the attribute before asOf, numbers as they are and text
 * as labels. The scorecard says which group it counts in, which values are better and what to assume unseen.
 */
export function attributeFactor(name: string, group: FactorGroup, direction: 'higher' | 'lower'): Factor {
  return {
    id: `${ATTRIBUTE_PREFIX}${name}`,
    group,
    title: name,
    unit: 'as_given',
    range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    direction,
    prior: Number.NaN,
    relations: [],
    reasonCodes: { adverse: 'attribute_unfavourable', unmeasurable: 'attribute_missing' },
    measure({ columns, attributes }) {
      const subjects = columns.registeredAt.length;
      const attribute = attributes.get(name);
      const value = new Float64Array(subjects).fill(Number.NaN);
      const evidence = new Uint32Array(subjects);
      if (attribute === undefined) return { value, evidence };
      if (attribute.kind === 'text') {
        attribute.values.forEach((text, row) => (evidence[row] = text === undefined ? 0 : 1));
        return { value, evidence, labels: attribute.values };
      }
      value.set(attribute.values);
      attribute.values.forEach((number, row) => (evidence[row] = Number.isNaN(number) ? 0 : 1));
      return { value, evidence };
    },
  };
}
