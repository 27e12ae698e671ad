/**
 * How audit records are written: one line of JSON each, chained by hashes. A line's `hash` is the SHA-256 of
 * the line's other fields as JSON with sorted keys and no white space, among them `previous`, the hash of the
 * line before. So a line that is changed, left out or moved breaks the chain from there on. With jq:
 * `jq -cjS 'del(.hash)' | sha256sum`.
 */
import type { AuditRecord, Hasher } from '../engine/ports.ts';
import { InvalidConfigError } from '../domain/errors.ts';

/** Where the chain stands after `seq` lines. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** Before the first line, whose `previous` is 64 zeros and whose `seq` is 1. */
export const CHAIN_START: ChainHead = { seq: 0, hash: '0'.repeat(64) };

type Fields = Readonly<Record<string, unknown>>;

function hashOf(fields: Fields, hasher: Hasher): string {
  return hasher.sha256(JSON.stringify(fields, Object.keys(fields).sort()));
}

/** The next line, without its line feed, and where the chain stands after it. */
export function linkRecord(
  record: AuditRecord,
  after: ChainHead,
  hasher: Hasher,
): { line: string; head: ChainHead } {
  const fields = { seq: after.seq + 1, ...record, previous: after.hash };
  const hash = hashOf(fields, hasher);
  return { line: JSON.stringify({ ...fields, hash }), head: { seq: fields.seq, hash } };
}

function parseLine(line: string): Fields | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isObject ? (parsed as Fields) : undefined;
  } catch {
    return undefined;
  }
}

/** Checks one line against the chain so far; throws InvalidConfigError that names the line. */
export function followLine(line: string, after: ChainHead, hasher: Hasher): ChainHead {
  const seq = after.seq + 1;
  const broken = (what: string) =>
    new InvalidConfigError(
      `audit log: the chain is broken at line ${seq}: ${what}; ` +
        'keep the file as it is for whoever looks into it, and start a new one under another path',
      { context: { line: seq } },
    );
  const entry = parseLine(line);
  // Written back it must be the very line: JSON with a key twice reads differently in different programs.
  if (entry === undefined || JSON.stringify(entry) !== line)
    throw broken('it is not as this log writes lines');
  const { hash, ...fields } = entry;
  if (fields['previous'] !== after.hash) throw broken('it does not follow the line before');
  if (fields['seq'] !== seq) throw broken(`expected seq ${seq}`);
  if (typeof hash !== 'string' || hash !== hashOf(fields, hasher))
    throw broken('its hash does not fit its content');
  return { seq, hash };
}
