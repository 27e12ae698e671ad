/**
 * A block of scores as one value, so that reading one subject reads one place: 4 bytes, little-endian, that say how long
 * the ids are, the ids as a JSON array in UTF-8, the numbers. What is stored depends on it: it must not change.
 */
import type { ScoreBlock } from '../../scoring/score-blocks.ts';
import { readTexts } from './json-texts.ts';

const LENGTH_BYTES = 4;

export function joinBlock({ ids, numbers }: ScoreBlock): Uint8Array {
  const texts = Buffer.from(JSON.stringify(ids));
  const bytes = Buffer.alloc(LENGTH_BYTES + texts.length + numbers.length);
  bytes.writeUInt32LE(texts.length);
  bytes.set(texts, LENGTH_BYTES);
  bytes.set(numbers, LENGTH_BYTES + texts.length);
  return bytes;
}

export function splitBlock(bytes: Uint8Array): ScoreBlock {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = LENGTH_BYTES + buffer.readUInt32LE();
  return { ids: readTexts(buffer.toString('utf8', LENGTH_BYTES, end)), numbers: bytes.subarray(end) };
}
