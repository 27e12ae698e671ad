/**
 * The SQL twin of `readValue`: what a column's text is worth. A value is parsed where its shape is right, NULL
 * otherwise, and `isWithin` says whether a parsed one lies in its range. The patterns are the ones TypeScript reads;
 * RE2 scans 20 million short values a second, so they decide the shape and TRY_CAST the value.
 */
import {
  CURRENCY_PATTERN,
  ID_MAX_LENGTH,
  INSTANT_PATTERN,
  INTEGER_PATTERN,
  RATIO_PATTERN,
  TEXT_MAX_LENGTH,
  UNTIDY_TEXT_PATTERN,
  type Column,
} from '../domain/columns.ts';
import { MILLION } from '../domain/fixed-point.ts';
import { EARLIEST_INSTANT, LATEST_INSTANT, type Instant } from '../domain/time.ts';
import { literal, matches } from './sql-text.ts';

/**
 * Instants as nearly all files have them: in UTC, with seconds or none of the time, to at most six digits. A cast to
 * TIMESTAMP reads these right, in a third of the time that the way through the zones takes.
 */
const PLAIN_INSTANT_PATTERN =
  '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])' +
  '(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,6})?Z?)?$';

/** The parsed value of a text expression; NULL where the text has not the column's shape. */
export function parsedSql(column: Column, text: string): string {
  switch (column.type) {
    case 'id':
      return tidySql(text, ID_MAX_LENGTH);
    case 'text':
      return tidySql(text, TEXT_MAX_LENGTH);
    case 'instant':
      return (
        `CASE WHEN ${matches(text, PLAIN_INSTANT_PATTERN)} THEN ${toMilliseconds(`TRY_CAST(${text} AS TIMESTAMP)`)} ` +
        `WHEN ${matches(text, INSTANT_PATTERN)} THEN ${instantSql(text)} END`
      );
    case 'integer':
      return `CASE WHEN ${matches(text, INTEGER_PATTERN)} THEN TRY_CAST(${text} AS BIGINT) END`;
    case 'ratio':
      return `CASE WHEN ${matches(text, RATIO_PATTERN)} THEN TRY_CAST(${text} AS DOUBLE) END`;
    case 'choice':
      return `TRY_CAST(${text} AS ${choiceSql(column.values)})`;
    case 'currency':
      return `CASE WHEN ${matches(text, CURRENCY_PATTERN)} THEN ${text} END`;
    case 'flag':
      return `CASE ${text} WHEN 'true' THEN true WHEN 'false' THEN false END`;
  }
}

/** Whether a parsed value that is not NULL lies within the column's range; undefined where it has none. */
export function isWithinSql(column: Column, parsed: string): string | undefined {
  switch (column.type) {
    case 'instant':
      return `${parsed} BETWEEN ${timestampSql(EARLIEST_INSTANT)} AND ${timestampSql(LATEST_INSTANT)}`;
    case 'integer':
    case 'ratio':
      return `${parsed} BETWEEN ${column.min} AND ${column.max}`;
    default:
      return undefined;
  }
}

/** What is stored for a parsed value that lies within its range. */
export function storedSql(column: Column, parsed: string): string {
  return column.type === 'ratio' ? `TRY_CAST(round(${parsed} * ${MILLION}) AS BIGINT)` : parsed;
}

/** How a stored value of the column is typed in a staged file. */
export function storedType(column: Column): string {
  switch (column.type) {
    case 'instant':
      return 'TIMESTAMP';
    case 'integer':
    case 'ratio':
      return 'BIGINT';
    case 'flag':
      return 'BOOLEAN';
    case 'choice':
      return choiceSql(column.values);
    default:
      return 'VARCHAR';
  }
}

export function timestampSql(instant: Instant): string {
  return `make_timestamp(${instant} * 1000)`;
}

/**
 * The choices as a type: it is cast to the letter, and written in a quarter of the time that texts take. Parquet gives
 * texts back.
 */
function choiceSql(values: readonly string[]): string {
  return `ENUM(${values.map(literal).join(', ')})`;
}

function tidySql(text: string, maxLength: number): string {
  const isTidy = `length(${text}) BETWEEN 1 AND ${maxLength} AND NOT ${matches(text, UNTIDY_TEXT_PATTERN)}`;
  return `CASE WHEN ${isTidy} THEN ${text} END`;
}

/**
 * A text of INSTANT_PATTERN as TIMESTAMP in UTC, cut to milliseconds. The cast to TIMESTAMPTZ applies the zone (the
 * reader's own is UTC) but wants seconds before one; the cast to TIMESTAMP would drop the zone.
 */
function instantSql(text: string): string {
  const lacksSeconds = `length(${text}) > 16 AND substring(${text}, 17, 1) <> ':'`;
  const withSeconds = `CASE WHEN ${lacksSeconds} THEN ${text}[:16] || ':00' || ${text}[17:] ELSE ${text} END`;
  return toMilliseconds(`make_timestamp(epoch_us(TRY_CAST(${withSeconds} AS TIMESTAMPTZ)))`);
}

function toMilliseconds(timestamp: string): string {
  return `date_trunc('milliseconds', ${timestamp})`;
}
