import { createHash } from 'node:crypto';

/** The value with each typed array as the hash of its bytes: large ones are slow to compare number by number. */
export function fingerprint(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return `${value.constructor.name} ${createHash('sha256').update(bytes).digest('hex')}`;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, fingerprint(part)]));
}
