import { scoreRow, type ScoreRow, type ScoreTable } from '../scoring/score-table.ts';

/** The scores of a run, found by subject; those of a run that changed some stand over the table of the one it stands on. */
export class ScoreRows {
  readonly #table: ScoreTable;
  readonly #placeOf: ReadonlyMap<string, number>;
  readonly #changed: ReadonlyMap<string, ScoreRow>;

  private constructor(
    table: ScoreTable,
    placeOf: ReadonlyMap<string, number>,
    changed: ReadonlyMap<string, ScoreRow>,
  ) {
    this.#table = table;
    this.#placeOf = placeOf;
    this.#changed = changed;
  }

  static of(table: ScoreTable): ScoreRows {
    return new ScoreRows(table, new Map(table.ids.map((id, row) => [id, row])), new Map());
  }

  get(subjectId: string): ScoreRow | undefined {
    const changed = this.#changed.get(subjectId);
    if (changed !== undefined) return changed;
    const place = this.#placeOf.get(subjectId);
    return place === undefined ? undefined : scoreRow(this.#table, place);
  }

  /** The same with some rows in place of theirs, or added; in time that depends on what has changed alone. */
  with(changed: ScoreTable): ScoreRows {
    const rows = new Map(this.#changed);
    for (const [place, id] of changed.ids.entries()) rows.set(id, scoreRow(changed, place));
    return new ScoreRows(this.#table, this.#placeOf, rows);
  }
}
