/** The SQL twin of `normaliseIdentifier`, and HMAC-SHA256 (RFC 2104) made of DuckDB's sha256 over blobs. */
import { createHash } from 'node:crypto';
import {
  ADDRESS_SEPARATORS,
  CARD_PATTERN,
  CARD_SEPARATORS,
  EMAIL_PATTERN,
  IPV4_PATTERN,
  IPV6_GROUPS,
  IPV6_GROUP_PATTERN,
  MAPPED_IPV4_PREFIX,
  PHONE_PATTERN,
  PHONE_SEPARATORS,
  TOKEN_PATTERN,
  type IdentifierKey,
  type IdentifierKind,
} from '../domain/identifiers.ts';
import { InvalidConfigError } from '../domain/errors.ts';
import { literal, matches, replaceEvery } from './sql-text.ts';

const BLOCK_BYTES = 64;
const LEAST_KEY_BYTES = 32;
const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;

/** The two pads of the key, bound as the parameters `$inner` and `$outer`: the key never stands in SQL text. */
export interface KeyPads {
  readonly inner: Uint8Array;
  readonly outer: Uint8Array;
}

export function checkIdentifierKey({ version, key }: IdentifierKey): void {
  if (Number.isSafeInteger(version) && version > 0 && key.length >= LEAST_KEY_BYTES) return;
  throw new InvalidConfigError(
    `import sightings: the identifier key must have a version from 1 and at least ${LEAST_KEY_BYTES} bytes; ` +
      `version ${version} with ${key.length} bytes came. Set CREDENCE_IDENTIFIER_KEY to such a key.`,
  );
}

export function keyPads(key: Uint8Array): KeyPads {
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(key.length > BLOCK_BYTES ? createHash('sha256').update(key).digest() : key);
  return { inner: block.map((byte) => byte ^ INNER_PAD), outer: block.map((byte) => byte ^ OUTER_PAD) };
}

/** HMAC-SHA256 of a text expression's UTF-8 bytes in lower-case hexadecimal, under `$inner` and `$outer`. */
export function hmacSql(text: string): string {
  return `sha256($outer::BLOB || unhex(sha256($inner::BLOB || encode(${text}))))`;
}

/** The one spelling of an identifier; NULL where the value is none of its kind. */
export function normalisedSql(kind: string, value: string): string {
  const branches: Readonly<Record<IdentifierKind, string>> = {
    device: lowerAscii(value),
    phone: numberOrToken(value, {
      number: `regexp_replace(${replaceEvery(value, PHONE_SEPARATORS, '')}, '^00', '+')`,
      pattern: PHONE_PATTERN,
    }),
    email: `CASE WHEN ${matches(value, EMAIL_PATTERN)} THEN ${lowerAscii(value)} END`,
    address: `nullif(${replaceEvery(replaceEvery(lowerAscii(value), ADDRESS_SEPARATORS, ' '), '^ | $', '')}, '')`,
    card: numberOrToken(value, {
      number: replaceEvery(value, CARD_SEPARATORS, ''),
      pattern: CARD_PATTERN,
    }),
    ip: ipSql(value),
  };
  const cases = Object.entries(branches).map(([name, branch]) => `WHEN ${literal(name)} THEN ${branch}`);
  return `CASE ${kind} ${cases.join('\n')} END`;
}

/** DuckDB's lower() goes by Unicode, in another version than JavaScript's. */
function lowerAscii(text: string): string {
  return `translate(${text}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')`;
}

function numberOrToken(text: string, { number, pattern }: { number: string; pattern: string }): string {
  return `CASE WHEN ${matches(number, pattern)} THEN ${number} WHEN ${matches(text, TOKEN_PATTERN)} THEN ${text} END`;
}

function ipSql(value: string): string {
  const text = lowerAscii(value);
  const mapped = literal(MAPPED_IPV4_PREFIX);
  const plain = `CASE WHEN starts_with(${text}, ${mapped}) THEN ${text}[${MAPPED_IPV4_PREFIX.length + 1}:] ELSE ${text} END`;
  return `CASE WHEN ${matches(plain, IPV4_PATTERN)} THEN ${plain} ELSE ${ipv6Sql(text)} END`;
}

/** Eight groups without leading zeros; `::` stands for one run of zero groups at most. */
function ipv6Sql(text: string): string {
  const halves = `string_split(${text}, '::')`;
  const groupsOf = (half: number): string =>
    `CASE WHEN coalesce(${halves}[${half}], '') = '' THEN []::VARCHAR[] ELSE string_split(${halves}[${half}], ':') END`;
  const [head, tail] = [groupsOf(1), groupsOf(2)];
  const missing = `(${IPV6_GROUPS} - len(${head}) - len(${tail}))`;
  const isWhole = `CASE len(${halves}) WHEN 1 THEN ${missing} = 0 WHEN 2 THEN ${missing} > 0 ELSE false END`;
  const zeros = `list_transform(range(${missing}), lambda n: '0')`;
  const groups = `list_concat(${head}, ${zeros}, ${tail})`;
  const isHex = `len(list_filter(${groups}, lambda g: NOT ${matches('g', IPV6_GROUP_PATTERN)})) = 0`;
  const short = `list_transform(${groups}, lambda g: coalesce(nullif(ltrim(g, '0'), ''), '0'))`;
  return `CASE WHEN ${isWhole} AND ${isHex} THEN array_to_string(${short}, ':') END`;
}
