/** The statements stand for themselves, so each repeats what a cut sees; none may say it in another way. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const FOLDER = 'cypher/projection';
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.cypher'));
const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/** The conditions as docs/neo4j.md has them. */
function conditions(): string {
  const page = readFileSync('docs/neo4j.md', 'utf8');
  const found = /```cypher\n(v\.recorded_at[^`]*)```/.exec(page)?.[1];
  if (found === undefined) throw new Error('docs/neo4j.md does not say what a cut sees');
  return oneLine(found);
}

describe.each(names)('cypher/projection/%s', (name) => {
  const text = readFileSync(join(FOLDER, name), 'utf8');

  it('says in front what it traverses', () => {
    expect(text).toMatch(/^\/\/ Reads every \w+/);
  });

  it('reads no version but by the conditions of a cut', () => {
    const versions = text.split('properties(version) AS v').length - 1;
    expect(versions).toBeGreaterThan(0);
    expect(text.match(/[[(]version\b/g)).toHaveLength(2 * versions);
    expect(oneLine(text).split(`AS v WHERE ${conditions()}`).length - 1).toBe(versions);
  });
});

/** They say whom rows may name, whatever a cut sees of it. */
const OF_ALL_VERSIONS = ['named.cypher', 'owners.cypher'];
const around = readdirSync(join(FOLDER, 'around')).filter((name) => !OF_ALL_VERSIONS.includes(name));

describe.each(around)('cypher/projection/around/%s', (name) => {
  const text = readFileSync(join(FOLDER, 'around', name), 'utf8');

  it('gives the columns of the statement that reads everything', () => {
    const columns = (statement: string) => oneLine(statement.slice(statement.lastIndexOf('RETURN')));
    const whole = readFileSync(join(FOLDER, name), 'utf8');
    expect(columns(text)).toBe(columns(whole));
  });

  it('reads no version but by the conditions of a cut', () => {
    const versions = text.split('properties(version) AS v').length - 1;
    expect(versions).toBeGreaterThan(0);
    expect(oneLine(text).split(`AS v WHERE ${conditions()}`).length - 1).toBe(versions);
  });
});
