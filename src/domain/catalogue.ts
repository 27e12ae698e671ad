/**
 * All that is said to people, in one language. A text may have placeholders: `{value}`, or `{count|# due|# dues}`,
 * which writes the count into the form that the language asks for, one or any other. What stands in square brackets
 * is left out where a value for it is missing. To speak another language, add its file to `catalogue/`.
 */
import { CARD_TEXTS, type CardText } from './card-texts.ts';
import { CHANGE_TEXTS, type ChangeText } from './change-texts.ts';
import { InvalidConfigError } from './errors.ts';
import { OUTCOME_REASONS, REASON_CODES, type OutcomeReason, type ReasonCode } from './reason-codes.ts';
import { FACTOR_GROUPS, type FactorGroup } from './score.ts';

/** What every catalogue has a text for. */
type TextKey = ReasonCode | OutcomeReason | `group.${FactorGroup}` | CardText | ChangeText;

/** What placeholders are filled with; numbers are written as people read them. */
export type TextValues = Readonly<Record<string, string | number>>;

export interface Catalogue {
  /** A tag after BCP 47, such as `en`. */
  readonly language: string;
  say(key: TextKey, values?: TextValues): string;
  /** The text of a key that a catalogue may lack, or undefined; so too where a value for it is missing. */
  find(key: string, values?: TextValues): string | undefined;
}

const REQUIRED: readonly TextKey[] = [
  ...REASON_CODES,
  ...OUTCOME_REASONS,
  ...FACTOR_GROUPS.map((group): TextKey => `group.${group}`),
  ...CARD_TEXTS,
  ...CHANGE_TEXTS,
];

const PLACEHOLDER = /\{([^{}|]+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g;
const OPTIONAL = /\[([^[\]]*)\]/g;
const counts = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

/** Throws InvalidConfigError where a text that every catalogue has is missing. */
export function makeCatalogue(language: string, texts: Readonly<Record<string, string>>): Catalogue {
  const missing = REQUIRED.filter((key) => (texts[key] ?? '') === '');
  if (missing.length > 0) {
    throw new InvalidConfigError(
      `The catalogue ${language} has no text for ${missing.join(', ')}; add one for each to ${language}.json`,
    );
  }
  const plurals = new Intl.PluralRules(language);
  const find = (key: string, values: TextValues = {}): string | undefined => {
    const text = Object.hasOwn(texts, key) ? texts[key] : undefined;
    if (text === undefined) return undefined;
    const kept = text.replaceAll(OPTIONAL, (_, part: string) => fill(part, values, plurals) ?? '');
    return fill(kept, values, plurals);
  };
  return { language, find, say: (key, values) => find(key, values) ?? key };
}

/** The placeholders of a text, sorted. */
export function placeholdersOf(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name).sort();
}

/** Undefined where a value for a placeholder is missing. */
function fill(text: string, values: TextValues, plurals: Intl.PluralRules): string | undefined {
  let filled = '';
  let end = 0;
  for (const { 0: placeholder, 1: name = '', 2: one, 3: other, index } of text.matchAll(PLACEHOLDER)) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return undefined;
    filled += text.slice(end, index) + written(value, plurals, [one, other]);
    end = index + placeholder.length;
  }
  return filled + text.slice(end);
}

function written(
  value: string | number,
  plurals: Intl.PluralRules,
  [one, other]: readonly (string | undefined)[],
): string {
  if (typeof value === 'string') return value;
  const number = counts.format(value).replace('-', '−');
  const form = plurals.select(value) === 'one' ? one : other;
  return form === undefined ? number : form.replace('#', number);
}
