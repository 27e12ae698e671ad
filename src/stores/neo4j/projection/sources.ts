import { MILLION } from '../../../domain/fixed-point.ts';
import { numberOf, textOf, type CutReader } from './cut-reader.ts';
import { LatestRows } from './latest-rows.ts';

/** How far a source is believed that is not listed: in full. */
const FULL_BELIEF = MILLION;

/** How far sources are to be believed; DuckDB's twin is `source-reliability.sql`. */
export class Sources {
  readonly #reliability: ReadonlyMap<unknown, number>;

  /** @param reliability in parts per million, by source */
  constructor(reliability: ReadonlyMap<unknown, number>) {
    this.#reliability = reliability;
  }

  /** In parts per million; 0: what it says is not heard. @param source null where a fact names none */
  partsPerMillion(source: unknown): number {
    return this.#reliability.get(source) ?? FULL_BELIEF;
  }
}

export async function readSources(reader: CutReader): Promise<Sources> {
  const reliability = new Map<string, number>();
  const latest = new LatestRows();
  await reader.read('sources', (values) => {
    const source = textOf(values, 0);
    const row = latest.claim({ subject: 0, name: source, at: numberOf(values, 1), source });
    if (row !== undefined) reliability.set(source, numberOf(values, 2));
  });
  return new Sources(reliability);
}

/**
 * A whole number times a reliability in parts per million, rounded half away from 0. In big integers, since an amount of
 * 15 digits times a million is beyond what a double holds.
 */
export function weigh(value: number, reliability: number): number {
  if (reliability === MILLION) return value;
  const parts = BigInt(Math.abs(value)) * BigInt(reliability) + BigInt(MILLION / 2);
  // Plus 0, or a small negative value would become -0.
  return Math.sign(value) * Number(parts / BigInt(MILLION)) + 0;
}
