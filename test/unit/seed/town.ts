/** One world of 2,000 people, and what several suites ask of it. */
import { makeWorld } from '../../../seed/make-world.ts';
import type { PersonRole } from '../../../seed/people/people.ts';
import { FACTS, type FactKind } from '../../../src/domain/facts.ts';
import { idIn, latestVersions, rowsOf, type GeneratedRow } from './fact-rows.ts';

export const world = makeWorld({ subjects: 2000, seed: 1 });
const { merchants } = world.truth;
export const { people } = world.truth;
export const ids = Array.from({ length: people.count }, (_, i) => idIn(world, i));
export const merchantIds = Array.from({ length: merchants.count }, (_, m) =>
  idIn(world, merchants.firstSubject + m),
);
export const latest = (kind: FactKind): GeneratedRow[] =>
  latestVersions(rowsOf(world, kind), FACTS[kind].key);
export const withRole = (role: PersonRole): string[] => ids.filter((_, i) => people.role[i] === role);
export const reliability = new Map([
  ...ids.map((id, i) => [id, people.reliability[i]!] as const),
  ...merchantIds.map((id, m) => [id, merchants.reliability[m]!] as const),
]);

export function tally(values: readonly unknown[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  return counts;
}
