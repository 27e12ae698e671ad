import { OUTCOMES } from '../../domain/score.ts';
import type { MadeRun } from '../../engine/run.ts';
import type { Script } from '../world/script.ts';
import type { Snapshot } from './snapshot.ts';

/** Whose record is below this is a thin file. */
const THIN_RECORD = 6;

/** What a run found of people. */
type Standing = Pick<Snapshot, 'counts' | 'score' | 'isThin'>;

/** Whoever the run does not know does not count. */
export function standingOf({ scores, projection }: MadeRun, { ids, truth }: Script): Standing {
  const rowOf = new Map(scores.ids.map((id, row) => [id, row]));
  const { record } = projection.columns;
  const standing = {
    counts: new Uint8Array(ids.length),
    score: new Float64Array(ids.length).fill(Number.NaN),
    isThin: new Uint8Array(ids.length),
  };
  ids.forEach((id, person) => {
    const row = rowOf.get(id);
    if (row === undefined) return;
    if (OUTCOMES[scores.outcome[row]!] === 'scored') standing.score[person] = scores.score[row]!;
    standing.counts[person] = truth.people.role[person] === 'sybil' ? 0 : 1;
    standing.isThin[person] = record[row]! < THIN_RECORD ? 1 : 0;
  });
  return standing;
}
