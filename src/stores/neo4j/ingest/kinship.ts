import type { StagedFile } from '../../../engine/ports.ts';
import type { KindShape } from './kind-shape.ts';
import type { Registered, Registry } from './registry.ts';
import { stretchesOf } from './stretches.ts';

/** Which ids the rows of a kind declare themselves, where they may refer to each other. */
export interface Kinship {
  /** Whether a sound row of the kind declares the id. */
  isDeclared(id: string): boolean;
}

interface Declaration {
  readonly id: string;
  readonly reference: string | undefined;
  /** Whether the store holds the id as something that the reference may name. */
  readonly isHeld: boolean;
  readonly held: 'fits' | 'taken' | undefined;
}

const ROWS_AT_A_TIME = 10_000;
const NONE: Kinship = { isDeclared: () => false };

/**
 * Reads the whole kind once where its rows may refer to each other (a merchant may own a merchant), and finds which
 * fall because what they refer to is neither held nor declared, and with them those that refer to a fallen one, however
 * long the chain. With `createMissing` none falls.
 */
export async function kinshipOf(
  shape: KindShape,
  files: readonly StagedFile[],
  { registry, createMissing }: { registry: Registry; createMissing: boolean },
): Promise<Kinship> {
  const column = shape.references.find(({ withinKind }) => withinKind);
  if (column === undefined) return NONE;
  const found: Declaration[] = [];
  for await (const stretch of stretchesOf(shape, files, { skip: 0, size: ROWS_AT_A_TIME })) {
    const rows = stretch
      .flat()
      .filter(({ retracted }) => !retracted)
      .map(({ values }) => ({ id: String(values['id']), reference: values[column.name] }));
    await registry.learn(rows.flatMap(({ id, reference }) => [id, ...idsIn(reference)]));
    const fits = (registered: Registered): boolean => column.allowed.includes(registered.kind);
    for (const { id, reference } of rows) {
      const known = registry.get(id);
      if (known !== undefined && known.kind !== shape.registers) continue;
      const [name] = idsIn(reference);
      const named = name === undefined ? undefined : registry.get(name);
      found.push({
        id,
        reference: name,
        isHeld: known !== undefined && fits(known),
        held: named === undefined ? undefined : fits(named) ? 'fits' : 'taken',
      });
    }
  }
  const declared = new Set((createMissing ? found : standing(found)).map(({ id }) => id));
  return { isDeclared: (id) => declared.has(id) };
}

function idsIn(value: unknown): string[] {
  return typeof value === 'string' ? [value] : [];
}

/** The declarations that do not fall. One that falls may take others with it, so this goes on until none does. */
export function standing(declarations: readonly Declaration[]): readonly Declaration[] {
  const dead = deadIds(declarations);
  const rest = declarations.filter(({ reference }) => reference === undefined || !dead.has(reference));
  return rest.length === declarations.length ? rest : standing(rest);
}

/**
 * Ids that stand for nothing: named and neither held nor declared, or declared with one reference alone, which stands
 * for nothing. An id that several rows declare with different references passes nothing on.
 */
function deadIds(declarations: readonly Declaration[]): ReadonlySet<string> {
  const declared = new Set(declarations.map(({ id }) => id));
  const dependants = new Map<string, string[]>();
  for (const [id, reference] of soleReferences(declarations))
    dependants.set(reference, [...(dependants.get(reference) ?? []), id]);
  const waiting = declarations.flatMap(({ reference, held }) =>
    reference !== undefined && held !== 'fits' && (held === 'taken' || !declared.has(reference))
      ? [reference]
      : [],
  );
  const dead = new Set<string>();
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (dead.has(id)) continue;
    dead.add(id);
    waiting.push(...(dependants.get(id) ?? []));
  }
  return dead;
}

function soleReferences(declarations: readonly Declaration[]): ReadonlyMap<string, string> {
  const sole = new Map<string, string | undefined>();
  for (const { id, reference, isHeld } of declarations) {
    if (isHeld) continue;
    sole.set(id, sole.has(id) && sole.get(id) !== reference ? undefined : reference);
  }
  const found = new Map<string, string>();
  for (const [id, reference] of sole) if (reference !== undefined) found.set(id, reference);
  return found;
}
