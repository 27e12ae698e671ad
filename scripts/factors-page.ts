import { readFileSync } from 'node:fs';
import { FACTOR_GROUPS } from '../src/domain/score.ts';
import type { Factor, FactorView } from '../src/factors/factor.ts';
import { FACTORS } from '../src/factors/registry.ts';
import { SUBJECT_COLUMNS, type SubjectColumn, type SubjectColumns } from '../src/graph/projection.ts';

const INTRODUCTION = `# Factors

<!-- Made from src/factors by \`npm run docs\`; a test fails when it is stale. -->

A factor is one measured quantity, read off a subject's own row of columns. The prior is what one would assume of a
subject of whom nothing is known: not being measurable never earns more points than that. How many points a reading
earns is for the scorecard to say ([scorecard.md](scorecard.md)).

About \`own\` means that facts which name the subject alone are enough, and \`others\` that something known about somebody
else is read. Relations are those that whole-graph kernels run over. Codes are the reasons given where points are
missing: because of what was read, because the record is short, because nothing could be measured. Every sum takes a
fact times its source's reliability; the worst, the last and the oldest come from sources that are believed by at least
half. Evidence is counted whole.

Payments on an obligation are allocated to its dues, the oldest first; of dues of one instant the smallest first, of
equal ones the more believed. \`settled_at\` pays all that is open then. Days are UTC days. What halves every 12 months
weighs 0.5^(m / 12), m being the calendar months from the fact's month to that of \`asOf\`. Years since are days / 365.25,
months since 12 times that. Over 12 whole months, a median takes those after the month in which the subject joined, of
which there have to be three. The coming month ends on \`asOf\`'s day of the next, or on its last where it is shorter.

\`attribute:<name>\` is any column of a lender's own from \`attributes\`; the scorecard gives its group, its direction and
its prior. Protected attributes are refused.
`;

/** The reference page of all factors, as Markdown. */
export function factorsPage(): string {
  const groups = FACTOR_GROUPS.map((group) => {
    const own = FACTORS.filter((factor) => factor.group === group);
    return [`## ${group.replaceAll('_', ' ')}\n`, overview(own), ...own.map(section)].join('\n');
  });
  return [INTRODUCTION, ...groups].join('\n');
}

function overview(factors: readonly Factor[]): string {
  const rows = factors.map(
    ({ id, title, unit, direction, prior }) =>
      `| [\`${id}\`](#${id}) | ${title} | ${unit} | ${direction} | ${prior} |`,
  );
  const head = ['| factor | what | unit | better | prior |', '| --- | --- | --- | --- | --- |'];
  return [...head, ...rows, ''].join('\n');
}

function section(factor: Factor): string {
  const { id, unit, direction, prior, about, relations, reasonCodes } = factor;
  const [low, high] = factor.range.map((bound) => (Number.isFinite(bound) ? String(bound) : 'any'));
  const codes = [
    reasonCodes.adverse,
    reasonCodes.modest,
    reasonCodes.unbounded,
    reasonCodes.unmeasurable,
  ].filter((code) => code !== undefined);
  return [
    `### ${id}\n`,
    `${definition(id)}\n`,
    `- Reading: ${unit}, ${low} to ${high}, ${direction} is better, prior ${prior}`,
    `- Window: ${factor.window}`,
    `- About: ${about}${handsOf(factor)}`,
    `- Relations: ${relations.length > 0 ? relations.join(', ') : 'none'}`,
    `- Codes: ${listed(codes)}`,
    `- Columns: ${listed(columnsRead(factor))}\n`,
  ].join('\n');
}

function handsOf({ isInOwnHands, isForMending }: Factor): string {
  if (!isInOwnHands) return '';
  return `; in the subject's own hands${isForMending === true ? ' where something counts against it' : ''}`;
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** The comment above the factor in its file. */
function definition(id: string): string {
  const source = readFileSync(`src/factors/${id}.ts`, 'utf8');
  const comment = /\/\*\*((?:(?!\*\/)[^])*)\*\/\nexport const \w+: Factor/.exec(source)?.[1];
  if (comment === undefined) throw new Error(`src/factors/${id}.ts has no comment above its factor`);
  return comment.replaceAll(/^\s*\* ?/gm, '').trim();
}

/** Found by letting the factor measure nobody, and noting what it asks for. */
function columnsRead(factor: Factor): readonly string[] {
  const read = new Set<string>();
  const names = Object.keys(SUBJECT_COLUMNS) as SubjectColumn[];
  const none = Object.fromEntries(names.map((name) => [name, new Float64Array(0)])) as SubjectColumns;
  const columns = new Proxy(none, {
    get: (target, name) => {
      if (name !== 'registeredAt') read.add(String(name));
      return target[name as SubjectColumn];
    },
  });
  const view: FactorView = { columns, attributes: new Map(), asOf: 0 };
  factor.measure(view);
  return [...read].sort();
}
