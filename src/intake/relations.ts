/**
 * A source as a SQL relation that `factCheckSql` takes: every column of the kind as text, absent ones NULL, and what
 * is wrong with a record as a whole.
 */
import { InvalidInputError } from '../domain/errors.ts';
import type { FactKind } from '../domain/facts.ts';
import { allColumnsOf, NESTED } from '../domain/read-fact.ts';
import { BROKEN, UNKNOWN } from './fact-check-sql.ts';
import { literal, quoted, replaceEvery } from './sql-text.ts';

/** A record of a source whose columns are known to be right. */
const SOUND = `NULL::VARCHAR AS ${quoted(BROKEN)}, NULL::VARCHAR AS ${quoted(UNKNOWN)}`;
const READER_LINE_BYTES = 1 << 21;

/** Refuses a source whose columns are not those of its kind; messages name what came and what was expected. */
export function checkColumns(origin: string, kind: FactKind, names: readonly string[]): void {
  const columns = allColumnsOf(kind);
  const listed = columns.map(({ name }) => name).join(', ');
  const unknown = names.filter((name) => columns.every((column) => column.name !== name));
  const missing = columns.filter(({ name, required }) => required && !names.includes(name));
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const complaints = [
    ...(unknown.length === 0 ? [] : [`unknown ${columnsNamed(unknown)}`]),
    ...(missing.length === 0 ? [] : [`missing ${columnsNamed(missing.map(({ name }) => name))}`]),
    ...(twice.length === 0 ? [] : [`${columnsNamed(twice)} given twice`]),
  ];
  if (complaints.length === 0) return;
  throw new InvalidInputError(
    `import ${origin}: ${complaints.join('; ')}; expected ${kind} to have the columns ${listed} ` +
      `(${columns
        .filter(({ required }) => required)
        .map(({ name }) => name)
        .join(', ')} are required). Rename, add or drop columns.`,
    { context: { origin, kind } },
  );
}

function columnsNamed(names: readonly string[]): string {
  const shown = names.slice(0, 10).map((name) => JSON.stringify(name.slice(0, 60)));
  return `column${names.length === 1 ? '' : 's'} ${shown.join(', ')}`;
}

/** CSV by the columns of its header; an empty field is absent, an empty quoted one is empty text. */
export function csvRelation(path: string, kind: FactKind, header: readonly string[]): string {
  const types = header.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ');
  const csv =
    `read_csv(${literal(path)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', ` +
    `nullstr = '', allow_quoted_nulls = false, max_line_size = ${READER_LINE_BYTES}, columns = {${types}})`;
  return `SELECT ${columnList(kind, (name) => (header.includes(name) ? quoted(name) : undefined))},
  ${SOUND} FROM ${csv}`;
}

/** One JSON object a line. Values are scalars; numbers are read as JavaScript writes them. */
export function ndjsonRelation(path: string, kind: FactKind): string {
  const names = allColumnsOf(kind).map(({ name }) => name);
  const known = `[${names.map(literal).join(', ')}]`;
  const paths = `[${names.map((name) => literal(`$.${name}`)).join(', ')}]`;
  const unknown = `list_filter(json_keys(json), lambda k: NOT list_contains(${known}, k))`;
  const broken = `CASE
    WHEN json IS NULL OR json_type(json) <> 'OBJECT' THEN 'one JSON object a line'
    WHEN len(json_keys(json)) > len(list_distinct(json_keys(json))) THEN 'each column once'
    END`;
  const value = (name: string): string => jsonText(`"#values"[${names.indexOf(name) + 1}]`);
  return `SELECT ${columnList(kind, value)}, ${quoted(BROKEN)}, ${quoted(UNKNOWN)} FROM (
  SELECT json_extract(json, ${paths}) AS "#values", ${broken} AS ${quoted(BROKEN)},
    CASE json_type(json) WHEN 'OBJECT' THEN ${unknown}[1] END AS ${quoted(UNKNOWN)}
  FROM read_ndjson_objects(${literal(path)}, ignore_errors = true))`;
}

/** A relation with types, Parquet or a recipe's rows, by the columns that DESCRIBE gives. */
export function typedRelation(
  from: string,
  { origin, kind, columns }: { origin: string; kind: FactKind; columns: readonly TypedColumn[] },
): string {
  const text = (name: string): string | undefined => {
    const column = columns.find((candidate) => candidate.name === name);
    return column === undefined ? undefined : typedText(origin, column);
  };
  return `SELECT ${columnList(kind, text)}, ${SOUND} FROM ${from}`;
}

export interface TypedColumn {
  readonly name: string;
  /** As DuckDB writes it. */
  readonly type: string;
}

function columnList(kind: FactKind, text: (name: string) => string | undefined): string {
  return allColumnsOf(kind)
    .map(({ name }) => `${text(name) ?? 'NULL::VARCHAR'} AS ${quoted(name)}`)
    .join(', ');
}

function jsonText(value: string): string {
  return `CASE json_type(${value}) WHEN 'NULL' THEN NULL WHEN 'VARCHAR' THEN json_extract_string(${value}, '$')
    WHEN 'OBJECT' THEN ${nestedText} WHEN 'ARRAY' THEN ${nestedText} ELSE ${wholeText(`${value}::VARCHAR`)} END`;
}

const nestedText = `chr(0) || ${literal(NESTED.slice(1))}`;

/**
 * A number without a fraction is whole, whatever type holds it: DOUBLE 5.0 and DECIMAL 5.00 are written `5`, as
 * JavaScript writes the number. Text is left as it came.
 */
function wholeText(text: string): string {
  return replaceEvery(text, '\\.0+$', '');
}

function typedText(origin: string, { name, type }: TypedColumn): string {
  const column = quoted(name);
  if (
    /^(VARCHAR|BOOLEAN|DATE|TIMESTAMP(_S|_MS|_NS)?|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|UUID)$|^ENUM\(/.test(
      type,
    )
  )
    return `${column}::VARCHAR`;
  if (/^(FLOAT|DOUBLE|DECIMAL\(.*)$/.test(type)) return wholeText(`${column}::VARCHAR`);
  if (type === 'TIMESTAMP WITH TIME ZONE') return `${column}::VARCHAR || ':00'`;
  // What a column of nothing but NULL is called.
  if (type === '"NULL"') return 'NULL::VARCHAR';
  throw new InvalidInputError(
    `import ${origin}: column ${name} is of type ${type}; expected text, a number, a date, a timestamp or a boolean. ` +
      `Cast it where the file is written.`,
    { context: { origin, column: name } },
  );
}
