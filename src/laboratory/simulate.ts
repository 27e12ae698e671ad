import { InvalidConfigError } from '../domain/errors.ts';
import type { ProcessingBasis } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import type { OnProgress } from '../engine/ports.ts';
import { requireAllowed, type Profile } from '../scoring/profile.ts';
import type { Band, Scorecard } from '../scoring/scorecard.ts';
import { readConduct, type Conduct } from './conduct.ts';
import type { LaboratoryDependencies } from './ground.ts';
import { estimate, type Estimate } from './measures/estimate.ts';
import { MEASURE_IDS, type MeasureId } from './measures/measures.ts';
import { sumOfMigrations, type Migration } from './measures/mobility.ts';
import { BASELINE, POLICY_IDS, type PolicyId } from './policies.ts';
import { liveThrough, trialsOf, type Steps, type WorldOutcome } from './trials.ts';
import { scoringInstants } from './world/months.ts';
import { writeScript } from './world/script.ts';

/** More are kept in memory at once than is wise. */
const MOST_SUBJECTS = 10_000;

export interface SimulationRequest {
  /** How many people, 200 to 10,000. */
  readonly subjects: number;
  /** 1 to 24: the last ones of the world. */
  readonly months: number;
  /** The worlds by their seeds, at least one; each is lived through under every policy. */
  readonly seeds: readonly number[];
  /** `maxShare` 0, which others are held against, is always among them. */
  readonly policies: readonly PolicyId[];
  /** Usual rates for those left out. */
  readonly conduct: Readonly<Partial<Conduct>>;
  readonly scorecard: Scorecard;
  readonly profile: Profile;
  readonly basis: ProcessingBasis;
  readonly onProgress?: OnProgress;
}

export interface PolicyResult {
  readonly policy: PolicyId;
  /** At each of the instants. */
  readonly measures: Readonly<Record<MeasureId, readonly Estimate[]>>;
  /** What the measures are more than under `maxShare` 0 in the same world; empty for that policy itself. */
  readonly differences: Readonly<Partial<Record<MeasureId, readonly Estimate[]>>>;
  /** From the start to the end, accounts of all worlds together. */
  readonly migration: Migration;
}

export interface Simulation {
  readonly subjects: number;
  readonly seeds: readonly number[];
  /** When everybody was scored, the start first. */
  readonly instants: readonly Instant[];
  readonly scorecardId: string;
  readonly bands: readonly Band[];
  readonly conduct: Conduct;
  /** `maxShare` 0 first. */
  readonly policies: readonly PolicyResult[];
}

/**
 * Lets worlds go forward month by month under several policies, the same people drawing the same lots under each, and
 * tells what became of them. Equal requests give equal answers. Throws InvalidConfigError for a request out of range, and
 * whatever a run throws for a scorecard that the profile does not allow.
 */
export async function simulate(
  request: SimulationRequest,
  deps: LaboratoryDependencies,
): Promise<Simulation> {
  checkRequest(request);
  const { subjects, seeds, scorecard, profile, basis, onProgress } = request;
  const instants = scoringInstants(request.months);
  const conduct = readConduct(request.conduct);
  const policies = POLICY_IDS.filter((id) => id === BASELINE || request.policies.includes(id));
  const trials = trialsOf(policies, conduct);
  const steps = stepCounter(seeds.length * trials.length * instants.length, onProgress);
  const worlds: WorldOutcome[] = [];
  for (const seed of seeds) {
    steps.say(`make world ${seed}`);
    const script = writeScript({ subjects, seed, startsAt: instants[0]! });
    const rules = { scorecard, profile, basis, conduct };
    worlds.push(await liveThrough({ script, instants, trials, rules, seed }, { ...deps, steps }));
  }
  return {
    subjects,
    seeds,
    instants,
    scorecardId: scorecard.id,
    bands: scorecard.bands,
    conduct,
    policies: policies.map((policy) => resultOf(policy, worlds)),
  };
}

function checkRequest({ subjects, seeds, profile, scorecard }: SimulationRequest): void {
  // Said before a world is made: a run would say it too.
  requireAllowed(profile, scorecard);
  if (subjects > MOST_SUBJECTS)
    throw new InvalidConfigError(
      `simulate: expected at most ${MOST_SUBJECTS} subjects, got ${subjects}; take fewer, and more worlds`,
    );
  if (seeds.length === 0)
    throw new InvalidConfigError('simulate: expected at least one seed, got none; name a world to live in');
}

function stepCounter(total: number, onProgress: OnProgress | undefined): Steps {
  let done = 0;
  const say = (stage: string) => onProgress?.({ stage, done, total });
  return {
    say,
    done(stage) {
      done++;
      say(stage);
    },
  };
}

function resultOf(policy: PolicyId, worlds: readonly WorldOutcome[]): PolicyResult {
  const [first, ...others] = worlds.map((world) => world.get(policy)!);
  const own = [first!, ...others];
  const baseline = worlds.map((world) => world.get(BASELINE)!);
  const over = (valueOf: (world: number, instant: number) => number): readonly Estimate[] =>
    first!.measured.map((_, instant) => estimate(own.map((_, world) => valueOf(world, instant))));
  const each = (valueOf: (id: MeasureId, world: number, instant: number) => number) =>
    Object.fromEntries(
      MEASURE_IDS.map((id) => [id, over((world, instant) => valueOf(id, world, instant))]),
    ) as PolicyResult['measures'];
  return {
    policy,
    measures: each((id, world, instant) => own[world]!.measured[instant]![id]),
    differences:
      policy === BASELINE
        ? {}
        : each(
            (id, world, instant) =>
              own[world]!.measured[instant]![id] - baseline[world]!.measured[instant]![id],
          ),
    migration: sumOfMigrations([first!.migration, ...others.map(({ migration }) => migration)]),
  };
}
