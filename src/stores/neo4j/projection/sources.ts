import { numberOf, textOf, type CutReader } from './cut-reader.ts';
import { LatestRows } from './latest-rows.ts';

/** How far a source is believed that is not listed: in full. In parts per million. */
const FULL_BELIEF = 1_000_000;

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
