import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeCatalogue, placeholdersOf } from '../../../src/domain/catalogue.ts';
import { InvalidConfigError } from '../../../src/domain/errors.ts';
import { FACTORS } from '../../../src/factors/registry.ts';
import { fiveFactor } from '../../support/built-in.ts';

const FOLDER = 'src/domain/catalogue';
const textsOf = (language: string) =>
  JSON.parse(readFileSync(`${FOLDER}/${language}.json`, 'utf8')) as Record<string, string>;
const languages = readdirSync(FOLDER).map((name) => name.replace('.json', ''));
const english = textsOf('en');

describe.each(languages)('the catalogue %s', (language) => {
  const texts = textsOf(language);

  it('loads, with a text for every reason, outcome, group and part of a card', () => {
    expect(makeCatalogue(language, texts).language).toBe(language);
  });

  it('has a text for whatever English has one for, with the same placeholders', () => {
    const placeholders = (of: Record<string, string>) =>
      Object.fromEntries(Object.keys(english).map((key) => [key, placeholdersOf(of[key] ?? '{missing}')]));
    expect(placeholders(texts)).toEqual(placeholders(english));
  });

  it('says nothing of what English does not, but titles, which English has in its code', () => {
    const more = Object.keys(texts).filter((key) => !(key in english));
    expect(more.filter((key) => !key.startsWith('factor.'))).toEqual([]);
    const titles = FACTORS.map(({ id }) => `factor.${id}`);
    if (language !== 'en') expect(titles.filter((key) => !(key in texts))).toEqual([]);
  });

  it('tells the evidence behind every factor, and what betters those in the own hands', () => {
    const evidence = FACTORS.map(({ id }) => `evidence.${id}`);
    const better = FACTORS.filter(({ isInOwnHands }) => isInOwnHands).map(({ id }) => `improve.${id}`);
    expect([...evidence, ...better].filter((key) => !(key in texts))).toEqual([]);
  });

  it('names the bands of the built-in scorecard', () => {
    expect(fiveFactor().bands.filter(({ name }) => !(`band.${name}` in texts))).toEqual([]);
  });
});

describe('makeCatalogue', () => {
  const catalogue = makeCatalogue('en', {
    ...english,
    plain: 'as it is',
    dues: '{late} of {dues|# due|# dues} late[, worst {worst}]',
  });

  it('fills placeholders, in the form that the number asks for', () => {
    expect(catalogue.find('dues', { late: 2, dues: 14, worst: '34 days' })).toBe(
      '2 of 14 dues late, worst 34 days',
    );
    expect(catalogue.find('dues', { late: 1, dues: 1, worst: '1 day' })).toBe('1 of 1 due late, worst 1 day');
    expect(catalogue.find('dues', { late: 0, dues: 12_345 })).toBe('0 of 12,345 dues late');
  });

  it('leaves out what stands in brackets where its value is missing, and gives nothing without any other', () => {
    expect(catalogue.find('dues', { late: 2, dues: 14 })).toBe('2 of 14 dues late');
    expect(catalogue.find('dues', { dues: 14 })).toBeUndefined();
    expect(catalogue.find('nothing of the kind')).toBeUndefined();
    expect(catalogue.find('toString')).toBeUndefined();
  });

  it('refuses a catalogue with a gap and names it', () => {
    expect(() => makeCatalogue('en', { ...english, late_payments: '' })).toThrow(InvalidConfigError);
    expect(() => makeCatalogue('en', { ...english, late_payments: '' })).toThrow('late_payments');
    expect(() => makeCatalogue('en', {})).toThrow('card.score');
  });
});
