import { ledgerJson, scoreJson, type LedgerJson, type ScoreJson } from '../scoring/card-json.ts';
import type { ScoreCard } from '../scoring/ledger.ts';
import { reasonText, type Catalogue } from './score-card.ts';

/** A score card as JSON, with the fields of the HTTP API's score and ledger. */
export function scoreCardJson(card: ScoreCard, catalogue: Catalogue): ScoreJson & LedgerJson {
  const textOf = (code: string): string => reasonText(catalogue, code);
  return { ...scoreJson(card, textOf), ...ledgerJson(card, textOf) };
}
