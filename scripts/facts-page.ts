import { expectation } from '../src/domain/columns.ts';
import {
  columnsOf,
  ruleExpectation,
  type FactDeclaration,
  type NamedColumn,
} from '../src/domain/fact-declaration.ts';
import { FACT_KINDS, factDeclaration, PROVENANCE } from '../src/domain/facts.ts';
import { columnOf } from '../src/domain/columns.ts';

const INTRODUCTION = `# Facts

<!-- Made from src/domain/facts.ts by \`npm run docs\`; a test fails when it is stale. -->

Everything that enters is a fact of one of these kinds. A file is named after its kind (\`users.csv\`,
\`transactions.parquet\`, \`ratings.ndjson\`) and has the kind's columns; a column that is not listed is refused.

**Versions.** A row with the key of a fact already held and the same content changes nothing. With other content it
is a new version, and must have been recorded later than the one it replaces; otherwise it is rejected as
\`stale_version\`. A row with \`retracted\` takes the fact back. Nothing is ever overwritten: a run as of an instant and a
batch sees the versions that were known then.

**Two times.** Each fact has its event time and \`recorded_at\`, when we came to know it. A run as of T sees a fact
when both lie before T. Other instants at T or later read as absent, except \`due_at\`. Where the event time is no part
of the key, it may not lie after \`recorded_at\`: a later version could otherwise hide the one in force.

**Units.** Instants are ISO 8601, UTC where no zone is given, kept to the millisecond. Amounts are whole minor units
of their currency. Ratios are decimal numbers, kept in parts per million.
`;

/** The reference page of all fact kinds, as Markdown. */
export function factsPage(): string {
  const sections = FACT_KINDS.map((kind) => section(kind, factDeclaration(kind)));
  return [INTRODUCTION, ...sections, provenance()].join('\n');
}

function section(kind: string, fact: FactDeclaration): string {
  const eventTime =
    typeof fact.eventTime === 'string'
      ? `\`${fact.eventTime}\``
      : `the opening of \`${fact.eventTime.openingOf}\``;
  const rules = fact.rules.map((rule) => `- expected ${ruleExpectation(rule)}`);
  return [
    `## ${kind}\n`,
    `${fact.doc}\n`,
    `Key: ${fact.key.map((name) => `\`${name}\``).join(', ')}. Event time: ${eventTime}.\n`,
    table(columnsOf(fact)),
    ...(rules.length > 0 ? ['\nOver the row:\n', ...rules] : []),
    '',
  ].join('\n');
}

function provenance(): string {
  const columns = Object.entries(PROVENANCE).map(([name, schema]) => {
    return { name, required: false, inKey: false, column: columnOf(schema) };
  });
  return `## On any row\n\nKinds with a \`source\` of their own have it in place of this one.\n\n${table(columns)}\n`;
}

function table(columns: readonly NamedColumn[]): string {
  const rows = columns.map(({ name, required, column }) => {
    const refers = 'references' in column ? ` Refers to a ${column.references}.` : '';
    return `| \`${name}\` | ${required ? 'yes' : ''} | ${expectation(column)} | ${column.doc}${refers} |`;
  });
  return ['| column | needed | expected | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
