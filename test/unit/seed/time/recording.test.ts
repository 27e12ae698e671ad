import { describe, expect, test } from 'vitest';
import { Streams } from '../../../../seed/random/streams.ts';
import { MS_PER_HOUR, WORLD_ENDS_AT } from '../../../../seed/time/calendar.ts';
import { recordedAfter, revisedAfter } from '../../../../seed/time/recording.ts';
import { MS_PER_DAY } from '../../../../src/domain/time.ts';

const random = new Streams(3).of('recording');
const AT = Date.UTC(2024, 5, 1);

describe('recording', () => {
  test('mostly within minutes, some in days or weeks, never before the event', () => {
    const lags = Array.from({ length: 20_000 }, () => recordedAfter(random, AT) - AT);
    expect(lags.every((lag) => lag > 0 && Number.isInteger(lag))).toBe(true);
    expect(lags.filter((lag) => lag < MS_PER_HOUR).length / lags.length).toBeGreaterThan(0.97);
    const late = lags.filter((lag) => lag > MS_PER_DAY).length / lags.length;
    expect(late).toBeGreaterThan(0.01);
    expect(late).toBeLessThan(0.02);
  });

  test('before the end, however late the event', () => {
    const times = Array.from({ length: 1000 }, () => recordedAfter(random, WORLD_ENDS_AT - 1, 'batch'));
    expect(new Set(times)).toEqual(new Set([WORLD_ENDS_AT - 1]));
  });

  test('a new version comes after the old one, or not at all', () => {
    const after = AT + 30 * MS_PER_DAY;
    const known = revisedAfter(random, { at: AT, after });
    expect(known).toBeGreaterThan(after);
    expect(revisedAfter(random, { at: WORLD_ENDS_AT, after: AT })).toBeUndefined();
    expect(revisedAfter(random, { at: AT, after: WORLD_ENDS_AT - 1 })).toBeUndefined();
  });
});
