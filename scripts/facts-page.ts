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
\`stale_version\`. Nothing is ever overwritten: a run as of an instant and a batch sees the versions that were known
then.

**Retractions.** A row with \`retracted\` takes the fact of its key back. It needs every column of the key and nothing
else; a key may take in what the fact says, as that of a sighting does \`value\`. Taking back what is not held changes
nothing and is counted as unchanged.

**Subjects that nobody declared.** A row that refers to one is rejected as \`unknown_reference\`. With
\`--create-missing\` a user of that id is made instead, registered at the earliest fact that names it and held with the
source \`credence:created-missing\`; groups and obligations are not made. A row of \`users\` that comes later takes its
place, also where that row was recorded earlier; batches before it still see the user that was made. Only one made in
several versions, from facts with a \`recorded_at\` of their own, has to be declared with a later \`recorded_at\`. A made
user stays a user: a merchant or group of its id is rejected as \`id_taken\`.

**Rejected rows.** A row that is no fact never stops the others. The rejects file names its file, record, column and
reason, with ids and texts masked. \`record\` counts from 1: the records of a CSV file without its header and the lines
of JSON, blank ones not counted, the rows of a Parquet file, and with a recipe the rows that its \`KIND.sql\` gives, in
its order. A column that a CSV or Parquet file has and its kind has not refuses the file; in a line of JSON it rejects
that line as \`unknown_column\`. With \`--strict\` any rejected row, whether it breaks a rule or refers to nothing, undoes the import.

**Two times.** Each fact has its event time and \`recorded_at\`, when we came to know it. A run as of T sees a fact
when both lie before T. Other instants at T or later read as absent, except \`due_at\`. Where the event time is no part
of the key, it may not lie after \`recorded_at\`: a later version could otherwise hide the one in force.

**Sources.** A fact weighs as much as its source is believed; one without a source in full. What a source of
reliability 0 says is not heard, as if nobody had said it: it hides no other source's balance, raises no flag and makes
nobody a member or an owner. A payment pays a due or does not, so it counts where its source is believed by at least
half; so does an attribute, whose latest value holds or does not. That a subject or an obligation exists and what a
merchant sells holds whoever says so, since no fact weighs by it; so does a consent, or a client could be made to go on
by doubting whoever withdrew it.

**Units.** Instants are ISO 8601, UTC where no zone is given, kept to the millisecond. Amounts are whole minor units
of their currency. Ratios are decimal numbers, kept in parts per million. A number of JSON or Parquet
without a fraction is whole: 5.0, also as DECIMAL 5.00, is 5. In CSV and in texts 5.0 is no whole number.
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
