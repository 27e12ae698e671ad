import { InvalidConfigError } from '../domain/errors.ts';
import { REASON_CODES, type ReasonCode } from '../domain/reason-codes.ts';
import { ledgerJson, scoreJson } from '../scoring/card-json.ts';
import type { ScoreCard } from '../scoring/ledger.ts';
import type { LedgerAnswer, ScoreAnswer } from './schemas.ts';

type Texts = Readonly<Record<ReasonCode, string>>;

/** The catalogue with a text for every reason code; throws InvalidConfigError where one is missing. */
export function completeCatalogue(catalogue: Readonly<Record<string, string>>): Texts {
  const texts: Partial<Record<ReasonCode, string>> = {};
  for (const code of REASON_CODES) {
    const text = catalogue[code];
    if (text === undefined || text === '') {
      throw new InvalidConfigError(`serve: the catalogue has no text for the reason code ${code}; add one`);
    }
    texts[code] = text;
  }
  return texts as Texts;
}

export function presentScore(card: ScoreCard, texts: Texts): ScoreAnswer {
  return scoreJson(card, (code) => texts[code]);
}

export function presentLedger(card: ScoreCard, texts: Texts): LedgerAnswer {
  return ledgerJson(card, (code) => texts[code]);
}
