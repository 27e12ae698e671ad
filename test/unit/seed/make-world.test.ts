import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { makeWorld, type World } from '../../../seed/make-world.ts';
import type { ColumnValues, FactColumns } from '../../../src/domain/fact-columns.ts';
import { InvalidConfigError } from '../../../src/domain/errors.ts';
import type { FactKind } from '../../../src/domain/facts.ts';

/** Over every byte of the facts and of the truth. */
function fingerprint(world: World): string {
  const hash = createHash('sha256');
  for (const { kind, rows, columns } of world.facts) {
    hash.update(`${kind} ${rows}`);
    for (const [name, column] of Object.entries(columns)) {
      hash.update(name);
      hash.update(bytesOf(column));
    }
  }
  const { people, merchants, patterns } = world.truth;
  hash.update(JSON.stringify([people.role, [...people.reliability], [...merchants.reliability], patterns]));
  return hash.digest('hex');
}

function bytesOf(values: ColumnValues): string | Float64Array | Int32Array {
  if (values instanceof Float64Array) return values;
  if ('numbers' in values) return values.numbers;
  return 'places' in values ? values.places : JSON.stringify(values);
}

function table({ facts }: World, kind: FactKind): FactColumns | undefined {
  return facts.find((columns) => columns.kind === kind);
}

describe('makeWorld', () => {
  test('gives the same bytes for the same options, whatever was made in between', () => {
    const first = fingerprint(makeWorld({ subjects: 300, seed: 42 }));
    makeWorld({ subjects: 200, seed: 7 });
    expect(fingerprint(makeWorld({ subjects: 300, seed: 42 }))).toBe(first);
  });

  test('gives another world for another seed', () => {
    const worlds = [0, 1, 2 ** 32, Number.MAX_SAFE_INTEGER].map((seed) => makeWorld({ subjects: 200, seed }));
    expect(new Set(worlds.map(fingerprint)).size).toBe(4);
  });

  test('changes only what a feature touches: reliability moves neither people nor ties', () => {
    const alike = makeWorld({ subjects: 300, networkSignal: 0.9 });
    const apart = makeWorld({ subjects: 300, networkSignal: 0 });
    for (const kind of [
      'users',
      'merchants',
      'groups',
      'memberships',
      'ties',
      'consents',
      'profiles',
    ] as const) {
      expect(table(alike, kind)).toEqual(table(apart, kind));
    }
    expect(table(alike, 'payments')).not.toEqual(table(apart, 'payments'));
  });

  test.each([
    [{ subjects: 199 }, 'expected subjects to be a whole number from 200 to 1000000, got 199'],
    [{ subjects: 1_000_001 }, 'got 1000001'],
    [{ subjects: 1000.5 }, 'got 1000.5'],
    [{ subjects: Number.NaN }, 'got NaN'],
    [{ seed: -1 }, 'expected seed to be a whole number from 0 to 9007199254740991, got -1'],
    [{ seed: 2 ** 53 }, 'expected seed'],
    [{ networkSignal: -1.1 }, 'expected networkSignal to be a number from -1 to 1, got -1.1'],
    [{ transactions: 7_999 }, 'a whole number from 8000 to 400000, which is 4 to 200 a person, got 7999'],
    [{ transactions: 400_001 }, 'expected transactions'],
    [{ networkSignal: Number.NaN }, 'expected networkSignal'],
  ])('refuses %j', (options, message) => {
    expect(() => makeWorld(options)).toThrow(InvalidConfigError);
    expect(() => makeWorld(options)).toThrow(message);
  });
});
