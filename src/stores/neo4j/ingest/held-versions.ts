import { InvariantError } from '../../../domain/errors.ts';
import type { FactKind } from '../../../domain/facts.ts';
import type { Session } from '../session.ts';
import { statement } from '../statements.ts';
import type { FactValues, HeldVersion } from './decide.ts';
import { keyText, type KindShape } from './kind-shape.ts';
import type { KeyGroup } from './stretches.ts';

/** The versions held of some facts, by the text of their keys. */
export type HeldByKey = ReadonlyMap<string, readonly HeldVersion[]>;

/** Says of each kind whether any version of it is held; where none is, none need be looked up. */
export async function heldKinds(session: Session): Promise<(shape: KindShape) => boolean> {
  const rows = await session.read('count what is held', statement('ingest/holds'));
  const counts = new Map(rows.map((row) => [row.text('name'), row.number('versions')]));
  const isHeld = (name: string): boolean => (counts.get(name) ?? 0) > 0;
  return ({ version }) =>
    version.element === 'relationship'
      ? isHeld(version.type)
      : isHeld(version.label) || (version.closedLabel !== undefined && isHeld(version.closedLabel));
}

export async function heldVersions(
  session: Session,
  shape: KindShape,
  groups: readonly KeyGroup[],
): Promise<HeldByKey> {
  const lookups = new Map(
    groups.map(([row]) => [keyText(row!.values, shape.lookup), lookupOf(shape, row!.values)]),
  );
  const rows = await session.read(`import ${shape.kind}`, statement(shape.heldStatement), {
    lookups: [...lookups.values()],
  });
  const held = new Map<string, HeldVersion[]>();
  for (const row of rows) {
    const version = heldVersion(shape.kind, row.text('element'), row.properties('version'));
    const key = keyText(version.values, shape.key);
    const others = held.get(key);
    if (others === undefined) held.set(key, [version]);
    else others.push(version);
  }
  return held;
}

function lookupOf({ lookup }: KindShape, values: FactValues): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    lookup.map((name) => {
      const value = values[name];
      if (typeof value === 'string' || typeof value === 'number') return [name, value];
      throw new InvariantError(`a staged row lacks ${name}, which is part of its key`);
    }),
  );
}

function heldVersion(
  kind: FactKind,
  element: string,
  properties: Readonly<Record<string, unknown>>,
): HeldVersion {
  const { recorded_at: recordedAt, superseded_at: supersededAt } = properties;
  if (typeof recordedAt !== 'number')
    throw new InvariantError(
      `a version of ${kind} in the graph lacks recorded_at; it was not written by an import`,
    );
  return {
    element,
    recordedAt,
    supersededAt: typeof supersededAt === 'number' ? supersededAt : undefined,
    values: properties as FactValues,
  };
}
