import type { Catalogue } from '../domain/catalogue.ts';
import { ledgerJson, scoreJson } from '../scoring/card-json.ts';
import type { ScoreCard } from '../scoring/ledger.ts';
import type { LedgerAnswer, ScoreAnswer } from './card-schemas.ts';

export function presentScore(card: ScoreCard, catalogue: Catalogue): ScoreAnswer {
  return scoreJson(card, catalogue);
}

export function presentLedger(card: ScoreCard, catalogue: Catalogue): LedgerAnswer {
  return ledgerJson(card, catalogue);
}
