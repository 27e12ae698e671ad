/** One world, lived through under every policy. */
import type { Instant } from '../domain/time.ts';
import { whoOverspends } from './behaviours/overspend.ts';
import type { Conduct } from './conduct.ts';
import { Course, type Rules } from './course.ts';
import type { LaboratoryDependencies } from './ground.ts';
import { measure, type Measured } from './measures/measures.ts';
import type { Migration } from './measures/mobility.ts';
import type { Snapshot } from './measures/snapshot.ts';
import { BASELINE, type PolicyId } from './policies.ts';
import type { Script } from './world/script.ts';

/** A policy to live under; `isFrugal`: where nobody buys for points, to tell what that gains. */
export interface Trial {
  readonly policy: PolicyId;
  readonly isFrugal: boolean;
}

/** The policy whose buying for points is held against a world without. */
const SPENT_UNDER: PolicyId = 'network';

export function trialsOf(policies: readonly PolicyId[], conduct: Conduct): readonly Trial[] {
  const isSpent = policies.includes(SPENT_UNDER) && conduct.overspending > 0;
  return [
    ...policies.map((policy) => ({ policy, isFrugal: false })),
    ...(isSpent ? [{ policy: SPENT_UNDER, isFrugal: true }] : []),
  ];
}

/** Says how far a simulation has come. */
export interface Steps {
  say(stage: string): void;
  /** The same, and that one more month, or start, is done. */
  done(stage: string): void;
}

/** What was measured at each instant, and who went from which band to which in all. */
interface PolicyOutcome {
  readonly measured: readonly Measured[];
  readonly migration: Migration;
}
export type WorldOutcome = ReadonlyMap<PolicyId, PolicyOutcome>;

interface World {
  readonly script: Script;
  readonly seed: number;
  readonly instants: readonly Instant[];
  readonly trials: readonly Trial[];
  readonly rules: Omit<Rules, 'policy'>;
}

/** @param deps besides what a simulation is handed, whom to tell how far it has come */
export async function liveThrough(
  world: World,
  deps: LaboratoryDependencies & { readonly steps: Steps },
): Promise<WorldOutcome> {
  const { trials, script, rules } = world;
  deps.steps.say(stageOf(world));
  // At once, as each waits for its own store most of the time.
  const lived = new Map(
    await Promise.all(trials.map(async (trial) => [trial, await live(world, trial, deps)] as const)),
  );
  const snapshotsOf = (policy: PolicyId, isFrugal: boolean): readonly Snapshot[] | undefined =>
    lived.get(trials.find((trial) => trial.policy === policy && trial.isFrugal === isFrugal)!);
  const isBuyer = whoOverspends(script, rules.conduct.overspending);
  const { reliability } = script.truth.people;
  const bands = rules.scorecard.bands.length;
  const outcomeOf = (policy: PolicyId): PolicyOutcome => {
    const snapshots = snapshotsOf(policy, false)!;
    const measured = snapshots.map((now, instant) =>
      measure(now, {
        personal: snapshotsOf(BASELINE, false)![instant]!,
        frugal: snapshotsOf(policy, true)?.[instant],
        bands,
        isBuyer,
        reliability,
      }),
    );
    return { measured, migration: snapshots.at(-1)!.migration };
  };
  return new Map(trials.filter(({ isFrugal }) => !isFrugal).map(({ policy }) => [policy, outcomeOf(policy)]));
}

function stageOf({ seed }: World): string {
  return `live in world ${seed}`;
}

async function live(
  world: World,
  { policy, isFrugal }: Trial,
  deps: LaboratoryDependencies & { readonly steps: Steps },
): Promise<readonly Snapshot[]> {
  const { script, instants, rules } = world;
  const conduct = isFrugal ? { ...rules.conduct, overspending: 0 } : rules.conduct;
  const course = await Course.open(script, { ...rules, conduct, policy }, deps);
  try {
    const snapshots = [await course.score(instants[0]!)];
    deps.steps.done(stageOf(world));
    for (const [number, end] of instants.slice(1).entries()) {
      await course.live(number, { start: instants[number]!, end }, snapshots.at(-1)!);
      snapshots.push(await course.score(end));
      deps.steps.done(stageOf(world));
    }
    return snapshots;
  } finally {
    await course.close();
  }
}
