import { readFileSync } from 'node:fs';

const folder = new URL('sql/', import.meta.url);
const loaded = new Map<string, string>();

/** The text of one statement, by its path below `sql/` without the ending: `ingest/settle`. */
export function statement(name: string): string {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(new URL(`${name}.sql`, folder), 'utf8');
  loaded.set(name, text);
  return text;
}

/** Pieces of SQL made from declarations, never from data: `{{key:t}}` calls `key` with the aliases given. */
export type Fragments = Readonly<Record<string, (...aliases: string[]) => string>>;

/** Fills the slots of a statement. Throws for a slot nobody fills: that is a defect of the statement. */
export function fill(template: string, fragments: Fragments): string {
  return template.replace(/\{\{(\w+)((?::\w+)*)\}\}/g, (slot, name: string, aliases: string) => {
    const fragment = fragments[name];
    if (fragment === undefined) throw new TypeError(`no fragment for ${slot}`);
    return fragment(...aliases.split(':').slice(1));
  });
}
