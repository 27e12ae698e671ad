import { describe, expect, test } from 'vitest';
import { sendingMishap, shoppingMishap, type Parties } from '../../../../seed/money/mishaps.ts';
import { Streams } from '../../../../seed/random/streams.ts';

const AT = Date.UTC(2025, 2, 3);
const DRAWS = 20_000;

function shares(parties: Parties): Map<string, number> {
  const random = new Streams(5).of('mishaps');
  const found = new Map<string, number>();
  for (let k = 0; k < DRAWS; k++) {
    const first = shoppingMishap(random, AT, parties)[0];
    const name = first === undefined ? 'none' : `${first.status} by ${first.by ?? 'nobody'}`;
    found.set(name, (found.get(name) ?? 0) + 1 / DRAWS);
  }
  return found;
}

describe('mishaps', () => {
  test('hardly ever happen between two reliable parties', () => {
    // The base rates alone: 0.4 + 0.2 + 0.2 + 0.6 + 0.1 + 0.05 percent.
    const none = shares({ payerReliability: 1, payeeReliability: 1 }).get('none')!;
    expect(Math.abs(none - 0.9845)).toBeLessThan(0.005);
  });

  test('an unreliable buyer calls off, an unreliable seller lets the buyer down', () => {
    const buyer = shares({ payerReliability: 0, payeeReliability: 1 });
    const seller = shares({ payerReliability: 1, payeeReliability: 0 });
    expect(Math.abs(buyer.get('cancelled by payer')! - 0.164)).toBeLessThan(0.011);
    expect(Math.abs(seller.get('refunded by payer')! - 0.042)).toBeLessThan(0.008);
    expect(Math.abs(seller.get('charged_back by payer')! - 0.0155)).toBeLessThan(0.005);
    expect(buyer.get('cancelled by payee') ?? 0).toBeLessThan(0.005);
  });

  test('come after the dealing, in order, and only disputes have a sequel', () => {
    const random = new Streams(5).of('mishaps in order');
    const parties = { payerReliability: 0, payeeReliability: 0 };
    const sequels = new Set<string>();
    for (let k = 0; k < DRAWS; k++) {
      for (const turns of [shoppingMishap(random, AT, parties), sendingMishap(random, AT, parties)]) {
        const times = [AT, ...turns.map(({ at }) => at)];
        expect(times.every((at, i) => i === 0 || at > times[i - 1]!)).toBe(true);
        if (turns.length > 1) sequels.add(turns.map(({ status }) => status).join(' then '));
      }
    }
    expect([...sequels].sort()).toEqual(['disputed then charged_back', 'disputed then completed']);
  });
});
