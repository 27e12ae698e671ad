import { describe, expect, it } from 'vitest';
import { Overspending, whoOverspends } from '../../../src/laboratory/behaviours/overspend.ts';
import { drawsOf } from '../../../src/laboratory/behaviours/month.ts';
import { rowsOfKind } from '../../../src/laboratory/world/fact-rows.ts';
import { scoringInstants } from '../../../src/laboratory/world/months.ts';
import { writeScript } from '../../../src/laboratory/world/script.ts';
import { finishFactBook, openFactBook } from '../../../seed/facts/fact-book.ts';
import { Streams } from '../../../seed/random/streams.ts';
import { NO_CONDUCT, readConduct } from '../../../src/laboratory/conduct.ts';
import { paysForSpending, scorecardUnder, weighsCompany } from '../../../src/laboratory/policies.ts';
import { builtInScorecard, fiveFactor } from '../../support/built-in.ts';

const [start, end] = scoringInstants(6) as [number, number];
const script = writeScript({ subjects: 200, seed: 3, startsAt: start });
const { people } = script.truth;

function spree(score: number) {
  const isBuyer = whoOverspends(script, 1);
  const overspending = new Overspending(script, isBuyer);
  const month = {
    window: { start, end },
    scores: new Float64Array(people.count).fill(score),
    ties: [],
    isFake: new Uint8Array(people.count),
    conduct: NO_CONDUCT,
    weighsCompany: false,
    draw: drawsOf(new Streams(3), 0),
  };
  const made = overspending.spend(month, 700);
  const book = openFactBook(script.names);
  made.write(book);
  return { ...made, facts: finishFactBook(book) };
}

describe('buying for points', () => {
  const { facts, payments, debtMinor } = spree(610);
  const debts = rowsOfKind(facts, 'obligations');
  const numbers = new Set(debts.map(({ id }) => id));

  it('takes on half a month of income, in six instalments, once in three months', () => {
    // About a third of some 200: within five standard deviations, 33.
    expect(debtMinor.size).toBeGreaterThan(34);
    expect(debtMinor.size).toBeLessThan(100);
    for (const [person, minor] of debtMinor)
      expect(minor).toBe(Math.round(people.monthlyIncomeMinor[person]! / 2));
    const dues = rowsOfKind(facts, 'dues');
    for (const { id, debtor_id, principal_minor } of debts) {
      expect(principal_minor).toBe(debtMinor.get(debtor_id));
      const own = dues.filter(({ obligation_id }) => obligation_id === id);
      expect(own).toHaveLength(6);
      expect(own.reduce((sum, { amount_minor }) => sum + amount_minor, 0)).toBe(principal_minor);
    }
  });

  it('buys for it in shops, three times', () => {
    const bought = rowsOfKind(facts, 'transactions').filter(({ retracted }) => retracted !== true);
    const byPerson = new Map<number, Set<number>>();
    for (const { payer_id, payee_id, id, kind } of bought) {
      expect(kind).toBe('purchase');
      expect(script.shops).toContain(payee_id);
      byPerson.set(payer_id, (byPerson.get(payer_id) ?? new Set()).add(id));
    }
    expect([...byPerson.keys()].sort()).toEqual([...debtMinor.keys()].sort());
    for (const ids of byPerson.values()) expect(ids.size).toBeGreaterThanOrEqual(3);
  });

  it('plans what is paid of it, on its own dues, under names that the world has not given', () => {
    expect(payments.length).toBeGreaterThan(0);
    for (const { row, debtor, dueAt } of payments) {
      expect(numbers).toContain(row.obligation_id);
      expect(debtMinor.has(debtor)).toBe(true);
      expect(dueAt).toBeGreaterThan(start);
      expect(row.occurred_at).toBeGreaterThan(start);
    }
    const held = new Set(rowsOfKind(script.base, 'obligations').map(({ id }) => id));
    for (const id of numbers) expect(held).not.toContain(id);
  });

  it('leaves alone who is in the highest band', () => {
    expect(spree(700).debtMinor.size).toBe(0);
  });

  it('is done by the same people at a lower rate, and by nobody at 0', () => {
    const [some, more] = [whoOverspends(script, 0.1), whoOverspends(script, 0.4)];
    some.forEach((isBuyer, person) => {
      expect(isBuyer).toBeLessThanOrEqual(more[person]!);
    });
    expect(whoOverspends(script, 0)).not.toContain(1);
  });
});

describe('rules', () => {
  it('make company weigh under a gate, and under a scorecard with a network', () => {
    const [card, without] = [fiveFactor(), builtInScorecard('five-factor-eu@1')];
    expect(['personal', 'network', 'gated'].map((policy) => weighsCompany(policy as 'gated', card))).toEqual([
      false,
      true,
      true,
    ]);
    expect(weighsCompany('network', scorecardUnder('personal', card))).toBe(false);
    expect(without.network === undefined).toBe(!weighsCompany('network', without));
  });

  it('change the share of others alone', () => {
    const card = fiveFactor();
    const { network, ...rest } = JSON.parse(scorecardUnder('personal', card).canonicalJson) as {
      network: unknown;
    };
    expect(network).toEqual({ ...card.network, maxShare: 0 });
    expect({ ...rest, network: card.network }).toEqual(JSON.parse(card.canonicalJson));
    expect(scorecardUnder('network', card)).toBe(card);
  });

  it('know whether a scorecard pays for buying', () => {
    expect(paysForSpending(fiveFactor())).toBe(true);
    expect(paysForSpending({ ...fiveFactor(), subjects: {} })).toBe(false);
  });

  it('refuse a rate that is no chance, and months that the world has not', () => {
    expect(() => readConduct({ dropping: 1.2 })).toThrow(/rate of dropping .* from 0 to 1, got 1.2/);
    expect(() => scoringInstants(25)).toThrow(/months from 1 to 24, got 25/);
  });
});
