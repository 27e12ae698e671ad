import { InvalidConfigError } from '../domain/errors.ts';
import { OUTCOMES } from '../domain/score.ts';
import { bandOf, type Scorecard } from '../scoring/scorecard.ts';
import type { ScoreTable } from '../scoring/score-table.ts';
import type { GraphStore, OnProgress, RunRecord } from './ports.ts';

type WritingStore = GraphStore & Required<Pick<GraphStore, 'writeBack'>>;

/** Throws InvalidConfigError for a store that has no nodes to put scores on; before a run is made for it. */
export function requireWriteBack(store: GraphStore): WritingStore {
  if (hasNodes(store)) return store;
  throw new InvalidConfigError(
    `write scores back: ${store.name} has no nodes that people browse; leave --write-back out, or use a store on a ` +
      'server (--store neo4j://HOST:PORT)',
  );
}

const hasNodes = (store: GraphStore): store is WritingStore => store.writeBack !== undefined;

/**
 * Puts the scores of a run where those see them who browse the database, and takes older ones away. Only those that
 * would be served are given: who is unscorable or restricted loses a score written earlier.
 */
export async function writeBackScores(
  store: WritingStore,
  { run, scores, scorecard }: { run: RunRecord; scores: ScoreTable; scorecard: Scorecard },
  onProgress?: OnProgress,
): Promise<void> {
  const rows = Array.from(scores.ids.keys()).filter((row) => OUTCOMES[scores.outcome[row]!] === 'scored');
  await store.writeBack(
    run,
    {
      ids: rows.map((row) => scores.ids[row]!),
      scores: rows.map((row) => scores.score[row]!),
      bands: rows.map((row) => bandOf(scorecard, scores.score[row]!)),
    },
    onProgress,
  );
}
