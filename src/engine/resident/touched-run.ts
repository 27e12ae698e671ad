import type { Cut } from '../cut.ts';
import type { Hasher, RunRecord } from '../ports.ts';
import { scoreBytes } from '../run.ts';
import type { Population } from '../../scoring/population.ts';
import type { ScoreTable } from '../../scoring/score-table.ts';
import { EPSILONS, LAGS, NETWORK_EPSILON } from './epsilon.ts';

/**
 * A reading that lies so near to a bin's edge, or counts others whose does, that a full run may find another. Scores that
 * lean on the subject's, of groups above all, may then be others by their share of it, and are not named for that.
 */
export interface NearEdge {
  readonly subjectId: string;
  /** `network` for the network line, near to where the served one steps. */
  readonly factorId: string;
}

/** What a touched run is made of. */
export interface TouchedRunParts {
  readonly base: RunRecord;
  readonly cut: Cut;
  /** The rows that it changed or added. */
  readonly changed: ScoreTable;
  /** Of everybody. */
  readonly counts: Pick<RunRecord, 'subjects' | 'scored'>;
  readonly population: Population;
  /** Subjects whose facts the two cuts see differently. */
  readonly touched: number;
  readonly nearEdges: readonly NearEdge[];
}

/** The record of a touched run; its id follows from the base, the cut and the rows. */
export function touchedRun(
  { base, cut, changed, counts, population, touched, nearEdges }: TouchedRunParts,
  { hasher, finishedAt }: { hasher: Hasher; finishedAt: number },
): RunRecord {
  const inputs = JSON.stringify({ base: base.id, ...cut });
  return {
    ...base,
    id: hasher.sha256(inputs, ...scoreBytes(changed)).slice(0, 16),
    cut,
    ...counts,
    finishedAt,
    populationJson: JSON.stringify(population),
    base: base.id,
    touchedJson: JSON.stringify({
      touched,
      changed: changed.ids.length,
      epsilons: { ...EPSILONS, ...LAGS, network: NETWORK_EPSILON.points, company: NETWORK_EPSILON.relative },
      nearEdges: nearEdges.map(({ subjectId, factorId }) => [subjectId, factorId]),
    }),
  };
}
