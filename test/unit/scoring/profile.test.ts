import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { InvalidConfigError } from '../../../src/domain/errors.ts';
import { certify, parseProfile, requireAllowed, requireBasis } from '../../../src/scoring/profile.ts';
import { parseScorecard } from '../../../src/scoring/scorecard.ts';
import { builtInProfile, builtInScorecard, fiveFactor } from '../../support/built-in.ts';

const names = readdirSync('src/scoring/profiles').map((name) => name.replace('.json', ''));
const documentOf = (id: string) => JSON.parse(builtInProfile(id).canonicalJson) as Record<string, unknown>;
const changed = (id: string, change: object) =>
  parseProfile(JSON.stringify({ ...documentOf(id), ...change }));
const nothing = { aboutOthers: false, groups: [], relations: [], factors: [] };

describe.each(names)('the profile %s', (name) => {
  test('is named after itself and loads with the scorecard that it names', () => {
    const profile = builtInProfile(name);
    expect(profile.id).toBe(name);
    expect(() => {
      requireAllowed(profile, builtInScorecard(profile.scorecard));
    }).not.toThrow();
  });

  test('has a scorecard that can give 600 points above the base to users and to merchants', () => {
    const { subjects, base } = builtInScorecard(builtInProfile(name).scorecard);
    expect(base).toBe(350_000);
    for (const kind of ['user', 'merchant'] as const)
      expect(subjects[kind]?.reduce((sum, { best }) => sum + best, 0)).toBe(600_000);
  });
});

test('every purpose has one profile', () => {
  const purposes = names.map((name) => builtInProfile(name).purpose);
  expect(new Set(purposes).size).toBe(names.length);
});

describe('requireAllowed', () => {
  const attempt = (excluded: object, scorecard = fiveFactor()) => {
    const reasons = { most: 4, rankedBy: 'points_lost' };
    requireAllowed(changed('credit-us@1', { excluded: { ...nothing, ...excluded }, reasons }), scorecard);
  };

  test('lets a scorecard pass that reads nothing of what is excluded', () => {
    expect(() => {
      attempt({ factors: ['attribute:shoe-size'] });
    }).not.toThrow();
  });

  test.each([
    [{ aboutOthers: true }, 'propagated-trust (about others)'],
    [{ groups: ['interpersonal_relationships'] }, 'reach (of the group interpersonal_relationships)'],
    [{ relations: ['rated'] }, 'rating-goodness (over the relation rated)'],
    [{ factors: ['utilisation'] }, 'utilisation (excluded by name)'],
  ])('refuses, under %j, a scorecard that reads it, and names what', (excluded, fault) => {
    expect(() => {
      attempt(excluded);
    }).toThrow(InvalidConfigError);
    expect(() => {
      attempt(excluded);
    }).toThrow(fault);
  });

  test('refuses the scorecard of others under the profile of one’s own facts', () => {
    expect(() => {
      requireAllowed(builtInProfile('credit-eu@1'), fiveFactor());
    }).toThrow(/five-factor@1 does not load under the profile credit-eu@1.*such as five-factor-eu@1/);
  });
});

describe('parseProfile', () => {
  test('refuses what it does not know, and says where', () => {
    expect(() => changed('credit-us@1', { purpse: 'credit' })).toThrow(InvalidConfigError);
    expect(() => changed('credit-us@1', { retentionDays: 0 })).toThrow('retentionDays');
    expect(() => parseProfile('{')).toThrow('not JSON');
  });

  test('refuses to rank by the mean of others where nothing about others may be read', () => {
    expect(() => changed('credit-eu@1', { reasons: { most: 4, rankedBy: 'below_mean' } })).toThrow(
      'points_lost',
    );
  });
});

test('a basis that the profile does not know is refused', () => {
  const profile = changed('credit-us@1', { bases: ['consent'] });
  expect(() => {
    requireBasis(profile, 'contract');
  }).toThrow('on the basis of consent, not contract');
});

test('a certificate says what was left out, and whether facts about others are in the score', () => {
  expect(certify(builtInProfile('credit-eu@1'), builtInScorecard('five-factor-eu@1'), 'user')).toMatchObject({
    profileId: 'credit-eu@1',
    readsAboutOthers: false,
    networkShare: 0,
    excluded: { aboutOthers: true, relations: ['knows', 'rated', 'usesIdentifier', 'memberOf'] },
  });
  expect(certify(builtInProfile(), fiveFactor(), 'user').readsAboutOthers).toBe(true);
});

test('a scorecard without a network adjustment is moved by nobody', () => {
  const document = JSON.parse(fiveFactor().canonicalJson) as Record<string, unknown>;
  delete document['network'];
  expect(certify(builtInProfile(), parseScorecard(JSON.stringify(document)), 'group').networkShare).toBe(0);
});

test("a group is certified to be made of others' scores alone, whatever moves those of people", () => {
  expect(certify(builtInProfile(), fiveFactor(), 'user').networkShare).toBe(0.1);
  expect(certify(builtInProfile(), fiveFactor(), 'group')).toMatchObject({
    networkShare: 1,
    readsAboutOthers: true,
  });
});
