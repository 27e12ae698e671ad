import { readFileSync } from 'node:fs';

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
