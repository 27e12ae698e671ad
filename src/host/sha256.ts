import { createHash } from 'node:crypto';
import type { Hasher } from '../engine/ports.ts';

export const sha256Hasher: Hasher = {
  sha256: (...parts) => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return hash.digest('hex');
  },
};
