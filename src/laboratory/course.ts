import type { ProcessingBasis } from '../domain/score.ts';
import type { Instant, Window } from '../domain/time.ts';
import { compareRuns } from '../engine/run-comparison.ts';
import { makeRun, type MadeRun } from '../engine/run.ts';
import type { Profile } from '../scoring/profile.ts';
import type { Scorecard } from '../scoring/scorecard.ts';
import { finishFactBook, openFactBook } from '../../seed/facts/fact-book.ts';
import { REPORTING_CURRENCY } from '../../seed/generate-world.ts';
import { closeTriads } from './behaviours/close-triads.ts';
import { dropTies } from './behaviours/drop-ties.ts';
import { drawsOf, type Month } from './behaviours/month.ts';
import { Overspending, whoOverspends, type Spree } from './behaviours/overspend.ts';
import { strive } from './behaviours/strive.ts';
import type { Conduct } from './conduct.ts';
import type { Ground, LaboratoryDependencies } from './ground.ts';
import { accessUnder } from './measures/access.ts';
import type { Snapshot } from './measures/snapshot.ts';
import { standingOf } from './measures/standing.ts';
import { paysForSpending, scorecardUnder, weighsCompany, type PolicyId } from './policies.ts';
import { Payments } from './world/payments.ts';
import type { Script } from './world/script.ts';
import { Ties } from './world/ties.ts';

/** What people live under. */
export interface Rules {
  readonly policy: PolicyId;
  readonly scorecard: Scorecard;
  readonly profile: Profile;
  readonly basis: ProcessingBasis;
  readonly conduct: Conduct;
}

interface Placed {
  readonly rules: Rules;
  readonly deps: LaboratoryDependencies;
  readonly ground: Ground;
}

/** One world under one policy, from month to month. All that people do goes into a store as facts; scores come of runs. */
export class Course {
  readonly #script: Script;
  readonly #placed: Placed;
  readonly #scorecard: Scorecard;
  readonly #ties: Ties;
  readonly #payments: Payments;
  readonly #overspending: Overspending;
  readonly #isFake: Uint8Array;
  readonly #debtMonths: Float64Array;
  /** The id of the first run. */
  #startedWith: string | undefined;

  private constructor(script: Script, placed: Placed) {
    const { people } = script.truth;
    const { policy, scorecard, conduct } = placed.rules;
    this.#script = script;
    this.#placed = placed;
    this.#scorecard = scorecardUnder(policy, scorecard);
    this.#ties = new Ties(people.count, script.ties);
    this.#payments = new Payments(script.payments);
    const rate = paysForSpending(scorecard) ? conduct.overspending : 0;
    this.#overspending = new Overspending(script, whoOverspends(script, rate));
    this.#isFake = Uint8Array.from(people.role, (role) => (role === 'sybil' ? 1 : 0));
    this.#debtMonths = new Float64Array(people.count);
  }

  /** A world with what is known of it at the start. */
  static async open(script: Script, rules: Rules, deps: LaboratoryDependencies): Promise<Course> {
    const ground = await deps.openGround();
    try {
      await ground.add(script.base);
      return new Course(script, { rules, deps, ground });
    } catch (error) {
      await ground.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#placed.ground.close();
  }

  /** Scores everybody by what was known before an instant. */
  async run(asOf: Instant): Promise<MadeRun> {
    const { ground, deps, rules } = this.#placed;
    const { clock, hasher, kernels } = deps;
    const made = await makeRun(ground.store, {
      asOf,
      scorecard: this.#scorecard,
      profile: rules.profile,
      basis: rules.basis,
      reportingCurrency: REPORTING_CURRENCY,
      clock,
      hasher,
      kernels,
    });
    await ground.store.saveRun(made.run, made.scores);
    return made;
  }

  /** The same, and how people stand by it. */
  async score(asOf: Instant): Promise<Snapshot> {
    const result = await this.run(asOf);
    const standing = standingOf(result, this.#script);
    this.#startedWith ??= result.run.id;
    const { kinds } = await compareRuns(this.#placed.ground.store, [this.#startedWith, result.run.id]);
    const { migration } = kinds.find(({ kind }) => kind === 'user')!;
    const ties = this.#ties.live(asOf);
    const access = accessUnder(this.#placed.rules.policy, standing.score, ties);
    return { ...standing, access, ties, migration, debtMonths: this.#debtMonths.slice() };
  }

  /** Lets people live through a month, minding the scores that they have at its start, and stores what comes to be known. */
  async live(
    number: number,
    window: Window,
    { score, ties }: Pick<Snapshot, 'score' | 'ties'>,
  ): Promise<void> {
    const { policy, scorecard, conduct } = this.#placed.rules;
    const month: Month = {
      window,
      scores: score,
      ties,
      isFake: this.#isFake,
      conduct,
      weighsCompany: weighsCompany(policy, scorecard),
      draw: drawsOf(this.#script.streams, number),
    };
    dropTies(month, this.#ties);
    closeTriads(month, this.#ties);
    const spree = this.#spend(month);
    strive(month, this.#payments);
    await this.#store(window, spree);
  }

  #spend(month: Month): Spree {
    const spree = this.#overspending.spend(month, this.#scorecard.bands.at(-1)!.from);
    this.#payments.add(spree.payments);
    const { monthlyIncomeMinor } = this.#script.truth.people;
    for (const [person, minor] of spree.debtMinor)
      this.#debtMonths[person]! += minor / monthlyIncomeMinor[person]!;
    return spree;
  }

  async #store(window: Window, spree: Spree): Promise<void> {
    const book = openFactBook(this.#script.names);
    for (const row of this.#ties.recordedWithin(window)) book.ties.append(row);
    for (const row of this.#payments.recordedWithin(window)) book.payments.append(row);
    spree.write(book);
    await this.#placed.ground.add(finishFactBook(book).filter(({ rows }) => rows > 0));
  }
}
