import { monthIndex, monthStart } from '../../src/domain/time.ts';
import type { FactBook } from '../facts/fact-book.ts';
import { normal } from '../random/normal.ts';
import type { Streams } from '../random/streams.ts';
import { FIRST_JOINED_AT, LAST_MONTH } from '../time/calendar.ts';
import { recordedAfter } from '../time/recording.ts';

/** How far each source is believed. */
const SOURCES = [
  { id: 'registry', reliability: 0.98 },
  { id: 'bureau', reliability: 0.97 },
  { id: 'partner-bank', reliability: 0.92 },
  { id: 'telecom', reliability: 0.85 },
  { id: 'self-declared', reliability: 0.5 },
] as const;

/** Dollar cents for a fen at the start, and how far a month may move it. */
const FIRST_RATE = 0.1412;
const RATE_STEP = 0.0011;
/** How strongly the rate is drawn back to where it began. */
const RATE_PULL = 0.15;

export function writeSources(streams: Streams, facts: FactBook): void {
  const random = streams.of('sources');
  for (const { id, reliability } of SOURCES) {
    const recorded_at = recordedAfter(random, FIRST_JOINED_AT);
    facts.sources.append({ id, occurred_at: FIRST_JOINED_AT, reliability, recorded_at });
  }
}

/** The dollar against CNY, the reporting currency, on the first of every month. */
export function writeRates(streams: Streams, facts: FactBook): void {
  const random = streams.of('rates');
  let rate = FIRST_RATE;
  for (let month = monthIndex(FIRST_JOINED_AT); month <= LAST_MONTH; month++) {
    const at = monthStart(month);
    const recorded_at = recordedAfter(random, at);
    facts.rates.append({ currency: 'USD', occurred_at: at, per_reporting_unit: rate, recorded_at });
    rate += RATE_PULL * (FIRST_RATE - rate) + RATE_STEP * normal(random);
  }
}
