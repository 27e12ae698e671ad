/** Runs made where scores are served: by the scorecard and the profile of the run served, whose place they take. */
import { ConflictError, InvalidInputError } from '../domain/errors.ts';
import { formatInstant, type Instant } from '../domain/time.ts';
import type { KernelRunner } from './kernels.ts';
import type { Clock, GraphStore, Hasher } from './ports.ts';
import type { ResidentHolder } from './resident-holder.ts';
import type { MakeRun, RunMade, RunWish } from './run-jobs.ts';
import { rulesOf } from './run-request.ts';
import { scoreEveryone } from './run.ts';
import { changeScoreboard, makeScoreboard, type Scoreboard } from './scoreboard.ts';

/** The scores that are served, and who may follow them. */
export interface ServedScores {
  readonly board: () => Scoreboard;
  /** Serves a board from now on, unless its run is older than the one served: a backtest never is. */
  readonly take: (board: Scoreboard) => void;
  /** Whether the run served was named, so that no other takes its place. */
  readonly isPinned: boolean;
}

export interface RunMaking {
  readonly store: GraphStore;
  readonly scores: ServedScores;
  readonly holder: ResidentHolder;
  readonly clock: Clock;
  readonly hasher: Hasher;
  readonly kernels: KernelRunner;
}

/**
 * Throws ConflictError where no run may take the place of the one served, InvalidInputError for an instant that a run of
 * this kind cannot have, and where the one served does not say by which rules to make another.
 */
export function checkWish(
  { kind, asOf }: RunWish,
  { board, isPinned }: Pick<ServedScores, 'board' | 'isPinned'>,
  now: Instant,
): void {
  const { run } = board();
  if (isPinned)
    throw new ConflictError(
      `start a run: the service was told to serve the run ${run.id} and no other; start it without --run`,
    );
  rulesOf(run);
  if (asOf !== undefined && asOf > now)
    throw new InvalidInputError(
      `start a run: as_of is ${formatInstant(asOf)}, expected no later than now, ${formatInstant(now)}`,
    );
  if (kind === 'touched' && (asOf ?? now) < run.cut.asOf)
    throw new InvalidInputError(
      `start a run: as_of is ${formatInstant(asOf ?? now)}, expected no earlier than the run that a touched one stands ` +
        `on, ${formatInstant(run.cut.asOf)}; a full run may be as of any instant`,
    );
}

export function makeServedRun(making: RunMaking): MakeRun {
  return (wish, watch) =>
    wish.kind === 'full' ? makeFull(making, wish.asOf, watch) : makeTouched(making, wish.asOf, watch);
}

type Watch = Parameters<MakeRun>[1];

async function makeFull(making: RunMaking, asOf: Instant, watch: Watch): Promise<RunMade> {
  const { store, scores, clock, hasher, kernels } = making;
  const rules = rulesOf(scores.board().run);
  const made = await scoreEveryone(store, { ...rules, asOf, clock, hasher, kernels, ...watch });
  const { run } = made;
  scores.take(makeScoreboard(run, made.scores, () => store.projectRelations(run.cut)));
  return { run };
}

/** What is served changes in the same turn, so that the next to use the projection finds both at one run. */
function makeTouched({ store, scores, holder }: RunMaking, asOf: Instant, watch: Watch): Promise<RunMade> {
  return holder.use(async (resident) => {
    // The projection stands at its run, whatever may be served meanwhile.
    const board = scores.board();
    const { run, changed, touched, nearEdges, whyFull } = await resident.advance({ asOf, ...watch });
    if (whyFull !== undefined) {
      scores.take(makeScoreboard(run, resident.scores(), () => store.projectRelations(run.cut)));
      return { run };
    }
    if (run.id !== board.run.id) scores.take(changeScoreboard(board, { run, changed }, store));
    return {
      run,
      touched: { subjects: touched, changed: changed.ids.length, nearEdges: nearEdges.length },
    };
  }, watch);
}
