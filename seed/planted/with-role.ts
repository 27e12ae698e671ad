import type { People, PersonRole } from '../people/people.ts';

/** Indices of the people of a role, in the order of joining. */
export function withRole(people: People, role: PersonRole): readonly number[] {
  return Array.from(people.ids, (_, i) => i).filter((i) => people.role[i] === role);
}
