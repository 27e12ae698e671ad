import type { Catalogue } from '../domain/catalogue.ts';
import { ledgerJson, scoreJson, type LedgerJson, type ScoreJson } from '../scoring/card-json.ts';
import type { ScoreCard } from '../scoring/ledger.ts';

/** A score card as JSON, with the fields of the HTTP API's score and ledger. */
export function scoreCardJson(card: ScoreCard, catalogue: Catalogue): ScoreJson & LedgerJson {
  return { ...scoreJson(card, catalogue), ...ledgerJson(card, catalogue) };
}
