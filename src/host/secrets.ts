import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Secrets } from '../engine/ports.ts';

export const systemSecrets: Secrets = {
  randomBytes: (count) => randomBytes(count),
  isEqual(a, b) {
    const left = Buffer.from(a, 'utf8');
    const right = Buffer.from(b, 'utf8');
    return left.length === right.length && timingSafeEqual(left, right);
  },
};
