import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inPlaceOrder, orderByNode, orderByNumber } from '../../../src/graph/rows/stable-order.ts';

const runs = { seed: 20160511, numRuns: 200 };

test('numbers come ascending, equal ones as they were, of either sign and any size', () => {
  const number = fc.oneof(
    fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity, 5e-324),
    fc.double({ noNaN: true }),
    fc.integer(),
  );
  fc.assert(
    fc.property(fc.array(number, { maxLength: 40 }), (numbers) => {
      const expected = [...numbers.keys()].sort(
        (one, other) =>
          Number(numbers[one]! > numbers[other]!) - Number(numbers[one]! < numbers[other]!) || one - other,
      );
      expect([...orderByNumber(inPlaceOrder(numbers.length), Float64Array.from(numbers))]).toEqual(expected);
    }),
    runs,
  );
});

test('nodes come ascending, equal ones in the order given', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { maxLength: 30 }), (nodes) => {
      const backwards = inPlaceOrder(nodes.length).reverse();
      const expected = [...backwards].sort((one, other) => nodes[one]! - nodes[other]! || other - one);
      expect([...orderByNode(backwards, Uint32Array.from(nodes))]).toEqual(expected);
    }),
    runs,
  );
});
