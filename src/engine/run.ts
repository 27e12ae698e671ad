import { CancelledError, InvalidConfigError } from '../domain/errors.ts';
import { OUTCOMES, type ProcessingBasis } from '../domain/score.ts';
import { formatInstant, type Instant } from '../domain/time.ts';
import { ATTRIBUTE_PREFIX } from '../factors/attribute.ts';
import { influence } from '../factors/influence.ts';
import { FACTORS } from '../factors/registry.ts';
import type { Projection } from '../graph/projection.ts';
import { USUAL_NETWORK, type NetworkRelations } from '../scoring/network.ts';
import { populationOf } from '../scoring/population.ts';
import { requireAllowed, requireBasis, type Profile } from '../scoring/profile.ts';
import { scoreSubjects } from '../scoring/score-subjects.ts';
import type { Scorecard } from '../scoring/scorecard.ts';
import { scoreColumns, type ScoreTable } from '../scoring/score-table.ts';
import type { FactTables } from './fact-tables.ts';
import { kernelsHere, type KernelRunner } from './kernels.ts';
import type { Clock, Cut, GraphStore, Hasher, OnProgress, Progress, RunRecord } from './ports.ts';
import { adjustForNetwork, networkRelations, readInfluence } from './network.ts';
import { buildProjection, type ProjectionOptions } from './projection.ts';

/** What decides a projection, besides the facts. */
interface View extends ProjectionOptions {
  readonly asOf: Instant;
  /** The latest batch seen; default: the latest that anything is known of at asOf. */
  readonly batch?: number | undefined;
  /** Handed the tables that were read, which are emptied from then on; their columns are not. */
  readonly onTables?: ((tables: FactTables) => void) | undefined;
  readonly purpose: string;
  readonly onProgress?: OnProgress | undefined;
  /** Calls it off: looked at before each stage, and within the kernels by a runner with threads of its own. */
  readonly signal?: AbortSignal | undefined;
}

export interface RunRequest extends Omit<View, 'purpose'> {
  readonly scorecard: Scorecard;
  /** What the scores are for, and what they may be made of. */
  readonly profile: Profile;
  readonly basis: ProcessingBasis;
  readonly clock: Clock;
  readonly hasher: Hasher;
}

export interface RunResult {
  readonly run: RunRecord;
  readonly scores: ScoreTable;
}

/** With what it was made of, which takes several times the room of the scores. */
export interface MadeRun extends RunResult {
  readonly projection: Projection;
}

/**
 * A full run: projects everybody as of an instant, scores them and saves the result whole. The run's id follows from
 * what it was asked and what came out, so the same facts give the same run with the same bytes, whatever has been
 * imported since that was not known at asOf.
 * Throws InvalidInputError or InvalidConfigError where the facts, the scorecard or the profile do not allow it, and
 * CancelledError where it is called off before its scores are being saved; then nothing is saved.
 */
export async function scoreEveryone(store: GraphStore, request: RunRequest): Promise<RunResult> {
  const made = await makeScores(store, request);
  enter({ stage: 'save scores', done: 0, total: made.scores.ids.length }, request);
  await store.saveRun(made.run, made.scores);
  return made;
}

/** In a function of its own, which lets go of the projection before anything is saved. */
async function makeScores(store: GraphStore, request: RunRequest): Promise<RunResult> {
  const { run, scores } = await makeRun(store, request);
  return { run, scores };
}

/** The run that `scoreEveryone` would save, which is left to the caller. Throws as it does. */
export async function makeRun(store: GraphStore, request: RunRequest): Promise<MadeRun> {
  const { scorecard, profile, basis } = request;
  requireBasis(profile, basis);
  requireAllowed(profile, scorecard);
  const projected = await projectView(store, { ...request, purpose: profile.purpose });
  return scoreProjected(projected, request);
}

/** The run that a projection gives; the same as `makeRun` where the projection is of the same facts. */
export async function scoreProjected(
  { projection, cut, ...network }: Projected,
  request: RunRequest,
): Promise<MadeRun> {
  const { scorecard, profile, basis, hasher } = request;
  enter({ stage: 'score', done: 0, total: projection.ids.length }, request);
  const personal = scoreSubjects(projection, scorecard, basis);
  const scores = await adjustForNetwork(personal, projection, { scorecard, ...network });
  const scorecardHash = hasher.sha256(scorecard.canonicalJson);
  const { reportingCurrency } = projection;
  const profileHash = hasher.sha256(profile.canonicalJson);
  const inputs = JSON.stringify({ ...cut, scorecardHash, profileHash, basis, reportingCurrency });
  const run: RunRecord = {
    id: hasher.sha256(inputs, ...scoreBytes(scores)).slice(0, 16),
    cut,
    scorecardId: scorecard.id,
    scorecardHash,
    scorecardJson: scorecard.canonicalJson,
    purpose: profile.purpose,
    basis,
    reportingCurrency,
    subjects: scores.ids.length,
    scored: scores.outcome.reduce((count, code) => count + (OUTCOMES[code] === 'scored' ? 1 : 0), 0),
    finishedAt: request.clock.now(),
    profileJson: profile.canonicalJson,
    populationJson: JSON.stringify(populationOf(scores, scorecard)),
  };
  return { run, scores, projection };
}

/** Tells of a stage that begins, unless the work was called off. */
export function enter(stage: Progress, { onProgress, signal }: Pick<View, 'onProgress' | 'signal'>): void {
  if (signal?.aborted === true)
    throw new CancelledError(`called off before the stage "${stage.stage}"; nothing was saved`);
  onProgress?.(stage);
}

export interface FactorMatrix {
  readonly ids: readonly string[];
  readonly factors: readonly { readonly id: string; readonly value: Float64Array }[];
}

/**
 * Every factor of every subject, and every attribute with a number among its values that is not protected; NaN: not
 * measurable, or no basis to process.
 */
export async function factorMatrix(
  store: GraphStore,
  view: View & { readonly basis: ProcessingBasis },
): Promise<FactorMatrix> {
  const { projection, ...network } = await projectView(store, view);
  const isProcessed = (row: number) => view.basis !== 'consent' || projection.consented[row] === 1;
  const ofNetwork = await readInfluence(projection, isProcessed, { ...network, settings: USUAL_NETWORK });
  const factors = FACTORS.map((factor) => ({
    id: factor.id,
    value: (factor.id === influence.id ? ofNetwork : factor.measure(projection)).value,
  }));
  for (const [name, { numbers }] of projection.attributes) {
    const id = `${ATTRIBUTE_PREFIX}${name}`;
    const isNumeric = numbers.some((number) => !Number.isNaN(number));
    if (isNumeric && !projection.protectedAttributes.has(id)) factors.push({ id, value: numbers.slice() });
  }
  for (let row = 0; row < projection.ids.length; row++)
    if (!isProcessed(row)) for (const { value } of factors) value[row] = Number.NaN;
  return { ids: projection.ids, factors };
}

/** A score table's content, column after column. */
export function scoreBytes(scores: ScoreTable): readonly (string | Uint8Array)[] {
  return [
    JSON.stringify(scores.ids),
    ...scoreColumns(scores).map(
      ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
    ),
  ];
}

/** A projection with what is left of its facts for the network. */
export interface Projected {
  readonly projection: Projection;
  readonly cut: Cut;
  readonly relations: NetworkRelations;
  /** Those that were asked for, watched. */
  readonly kernels: KernelRunner;
}

async function projectView(store: GraphStore, view: View): Promise<Projected> {
  const { asOf, purpose, reportingCurrency, kernels = kernelsHere, onProgress, signal } = view;
  const cut: Cut = { asOf, batch: view.batch ?? (await store.latestBatch(asOf)) };
  enter({ stage: `read facts as of ${formatInstant(asOf)}`, done: 0 }, { onProgress, signal });
  // A store with a half-written import says so here, which is more than that it holds nothing yet.
  const tables = await store.project(cut, { purpose });
  if (cut.batch === 0 && (await store.latestBatch()) === 0)
    throw new InvalidConfigError(`${store.name} holds no facts yet; import some first: credence import FROM`);
  view.onTables?.(tables);
  enter(
    { stage: 'run kernels and measure', done: 0, total: tables.subjects.id.length },
    { onProgress, signal },
  );
  const watched: KernelRunner = {
    run: (kernel, input, options) => kernels.run(kernel, input, { onProgress, signal, ...options }),
  };
  const relations = networkRelations(tables);
  const projection = await buildProjection(tables, asOf, { reportingCurrency, kernels: watched });
  return { projection, cut, relations, kernels: watched };
}
