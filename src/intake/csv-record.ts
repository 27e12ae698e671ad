/**
 * Where one CSV record ends and whether it is well formed, byte by byte: RFC 4180 with the leniences of the reader,
 * which takes any newline, blanks after a quoted field, a quote inside an unquoted one, and empty fields beyond the last
 * column. Where it is of two minds, about blanks before a quote, the record counts as malformed.
 */
const QUOTE = 0x22;
const COMMA = 0x2c;
const BLANK = 0x20;
const LF = 0x0a;
const CR = 0x0d;

/** Longer than any record of sound fields can be; the reader's own limit lies above it. */
export const MAX_RECORD_BYTES = 1 << 20;

export interface ScannedRecord {
  /** End of the record's bytes, without its newline. */
  readonly end: number;
  /** Where the next record starts. */
  readonly next: number;
  readonly fields: number;
  /** Fields up to the last one with anything in it. */
  readonly filled: number;
  /** The quotes do not match: it has to be taken as one line. */
  readonly hasQuoteFault: boolean;
}

type State = 'start' | 'blank' | 'plain' | 'quoted' | 'closing' | 'closed';

/**
 * The record that starts at `start`; undefined where it reaches past the bytes at hand and there are more to come.
 */
export function scanRecord(bytes: Buffer, start: number, isLast: boolean): ScannedRecord | undefined {
  let state: State = 'start';
  let fields = 1;
  let filled = 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (state !== 'quoted' && (byte === LF || byte === CR)) {
      if (byte === CR && at + 1 === bytes.length && !isLast) return undefined;
      const next = byte === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
      return { end: at, next, fields, filled, hasQuoteFault: false };
    }
    if (state !== 'quoted' && byte === COMMA) {
      fields++;
      state = 'start';
      continue;
    }
    const following = nextState(state, byte);
    if (following === undefined) return quoteFault(bytes, start, isLast);
    state = following;
    filled = fields;
  }
  if (!isLast) return undefined;
  if (state === 'quoted') return quoteFault(bytes, start, isLast);
  return {
    end: bytes.length,
    next: bytes.length,
    fields,
    filled,
    hasQuoteFault: false,
  };
}

/** undefined where the byte may not stand there; newlines and commas outside quotes are dealt with before. */
function nextState(state: State, byte: number): State | undefined {
  switch (state) {
    case 'start':
      return byte === QUOTE ? 'quoted' : byte === BLANK ? 'blank' : 'plain';
    case 'blank':
      return byte === QUOTE ? undefined : byte === BLANK ? 'blank' : 'plain';
    case 'plain':
      return 'plain';
    case 'quoted':
      return byte === QUOTE ? 'closing' : 'quoted';
    case 'closing':
      return byte === QUOTE ? 'quoted' : byte === BLANK ? 'closed' : undefined;
    case 'closed':
      return byte === BLANK ? 'closed' : undefined;
  }
}

/** Takes the first line alone, so that one stray quote does not swallow the records that follow. */
function quoteFault(bytes: Buffer, start: number, isLast: boolean): ScannedRecord | undefined {
  const line = scanLine(bytes, start, isLast);
  return line === undefined ? undefined : { ...line, fields: 0, filled: 0, hasQuoteFault: true };
}

/** The physical line that starts at `start`. */
export function scanLine(
  bytes: Buffer,
  start: number,
  isLast: boolean,
): { end: number; next: number } | undefined {
  for (let at = start; at < bytes.length; at++) {
    if (bytes[at] !== LF && bytes[at] !== CR) continue;
    if (bytes[at] === CR && at + 1 === bytes.length && !isLast) return undefined;
    return { end: at, next: bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at + 1 };
  }
  return isLast ? { end: bytes.length, next: bytes.length } : undefined;
}

/** Physical lines that end within [start, end). */
export function countLines(bytes: Buffer, start: number, end: number): number {
  let lines = 0;
  for (let at = start; at < end; at++)
    if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) lines++;
  return lines;
}
