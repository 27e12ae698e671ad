/** What a score would be, as JSON, the one form in which it leaves the program. */
import type { Catalogue } from '../domain/catalogue.ts';
import { changeJson, type ChangeJson } from '../scoring/change-json.ts';
import type { ScoreChange } from '../scoring/change-lines.ts';
import type { RunRecord } from './ports.ts';
import { runName, type RunNameJson } from './time-json.ts';

export interface WhatIfJson extends ChangeJson {
  /** Where it was supposed. */
  readonly run: RunNameJson;
}

export function whatIfJson(run: RunRecord, change: ScoreChange, catalogue: Catalogue): WhatIfJson {
  return { run: runName(run), ...changeJson(change, catalogue) };
}
