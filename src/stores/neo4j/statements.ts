import { readFileSync } from 'node:fs';
import { InvariantError } from '../../domain/errors.ts';

const folder = new URL('../../../cypher/', import.meta.url);
const loaded = new Map<string, string>();

/** The text of one statement, by its path below `cypher/` without the ending: `projection/paid`. */
export function statement(name: string): string {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(new URL(`${name}.cypher`, folder), 'utf8');
  loaded.set(name, text);
  return text;
}

/**
 * Fills the slots of a statement, such as `{{type}}`, with what cannot be a parameter: labels, types and properties, from
 * the model and never from data. Throws InvariantError for a slot nobody fills.
 */
export function fill(template: string, slots: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (slot, name: string) => {
    const text = slots[name];
    if (text === undefined) throw new InvariantError(`a statement has the slot ${slot}, which nobody fills`);
    return text;
  });
}
