/** How long the scores of a run take to be put on the subjects' nodes, the first time and once more. */
import type { RunRecord } from '../src/engine/ports.ts';
import { migrate } from '../src/stores/neo4j/migrations.ts';
import { Session } from '../src/stores/neo4j/session.ts';
import { writeBack } from '../src/stores/neo4j/write-back.ts';
import { benchServer } from './neo4j-server.ts';

const SUBJECTS = 100_000;
const AT_A_TIME = 10_000;
const TARGET_SECONDS = 15;
/** Anchors as an import leaves them, beside what else the database holds. */
const MAKE =
  "UNWIND range($first, $last) AS n CREATE (:Subject:User {id: 'written-' + n, registered_at: n, display_name: 'Name ' + n, batch: 1})";
const CLEAR = "UNWIND range($first, $last) AS n MATCH (s:Subject {id: 'written-' + n}) DELETE s";

/** Prints the seconds of two rounds; takes its subjects away again. */
export async function benchWriteBack(): Promise<void> {
  const session = new Session(benchServer());
  try {
    await migrate(session, 'bench');
    for (let first = 0; first < SUBJECTS; first += AT_A_TIME)
      await session.write('make subjects', MAKE, { first, last: first + AT_A_TIME - 1 });
    const scores = {
      ids: Array.from({ length: SUBJECTS }, (_, subject) => `written-${subject}`).sort(),
      scores: Array.from({ length: SUBJECTS }, (_, subject) => 350 + (subject % 601)),
      bands: Array.from({ length: SUBJECTS }, () => 'excellent'),
    };
    console.log(`write-back of ${SUBJECTS.toLocaleString('en')} scores`);
    for (const round of ['first', 'second']) {
      const start = performance.now();
      await writeBack(session, { run: runOf(`bench-${round}`), scores });
      console.log(
        `  ${round.padEnd(12)} ${seconds(start)} s (target: below ${TARGET_SECONDS} s on a quiet machine)`,
      );
    }
  } finally {
    for (let first = 0; first < SUBJECTS; first += AT_A_TIME)
      await session.write('clear', CLEAR, { first, last: first + AT_A_TIME - 1 });
    await session.close();
  }
}

function runOf(id: string): RunRecord {
  return {
    ...{ id, cut: { asOf: 0, batch: 1 }, scorecardId: 'bench', scorecardHash: '', scorecardJson: '{}' },
    ...{ purpose: 'credit', basis: 'contract', reportingCurrency: 'EUR', finishedAt: 1 },
    ...{ subjects: SUBJECTS, scored: SUBJECTS },
  };
}

function seconds(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(1);
}
