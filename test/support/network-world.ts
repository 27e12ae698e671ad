/** Small worlds of subjects with personal scores of one's choosing, tied to each other, and their scores with the network. */
import { SUBJECT_KINDS, type SubjectKind } from '../../src/domain/facts.ts';
import { kernelsHere, type KernelRunner } from '../../src/engine/kernels.ts';
import { adjustForNetwork } from '../../src/engine/network.ts';
import { makeScoreboard, type Scoreboard } from '../../src/engine/scoreboard.ts';
import type { Projection } from '../../src/graph/projection.ts';
import type { NetworkRelations, NetworkSettings } from '../../src/scoring/network.ts';
import { parseScorecard, type Scorecard } from '../../src/scoring/scorecard.ts';
import { scoreSubjects } from '../../src/scoring/score-subjects.ts';
import type { ScoreTable } from '../../src/scoring/score-table.ts';
import { factTables } from './fact-tables.ts';
import { AS_OF, factorView } from './factor-view.ts';

interface WorldSubject {
  readonly kind?: SubjectKind;
  /** Personal points above 350: 0 to 600 in steps of 3; default 0. */
  readonly above?: number;
  /** Default 0. */
  readonly record?: number;
  /** Default `scored`. */
  readonly outcome?: 'scored' | 'unscorable' | 'restricted';
  /** Index of a merchant's owner. */
  readonly owner?: number;
}

export interface NetworkWorld {
  readonly subjects: readonly WorldSubject[];
  /** Each pair once: one, other, strength 0 to 1. */
  readonly ties?: readonly (readonly [number, number, number])[];
  /** Member and group. */
  readonly members?: readonly (readonly [number, number])[];
}

const STEP = 3;
const STEPS = 200;
/** A lender's own column gives the personal points: bin k has 3 k of them. */
const ATTRIBUTE = 'above';

/** `influencePoints`: what an influence of 0.01 or more earns; default none. */
export function networkScorecard(network?: NetworkSettings, influencePoints = 0): Scorecard {
  const bins = Array.from({ length: STEPS + 1 }, (_, step) => ({
    ...(step < STEPS ? { below: STEP * (step + 0.5) } : {}),
    points: STEP * step,
  }));
  const influenceBins = [{ below: 0.01, points: 0 }, { points: influencePoints }];
  const factors = [
    {
      ...{ factor: `attribute:${ATTRIBUTE}`, group: 'credit_history', prior: 0 },
      ...{ notMeasurable: 0, bins },
    },
    { factor: 'influence', notMeasurable: 0, bins: influenceBins },
  ];
  return parseScorecard(
    JSON.stringify({
      ...{ id: 'network@1', description: 'for tests', base: 350 },
      ...{ minimumEvidence: 1, halfConfidenceEvidence: 1 },
      bands: [{ from: 350, name: 'all' }],
      ...(network === undefined ? {} : { network }),
      subjects: { user: { factors }, merchant: { factors } },
    }),
  );
}

function networkProjection({ subjects }: NetworkWorld): Projection {
  const above = Float64Array.from(subjects, ({ outcome, above = 0 }) =>
    outcome === 'unscorable' ? Number.NaN : above,
  );
  const attribute = { numbers: above, texts: Array.from(above, String) };
  return {
    ...factorView(
      subjects.map(({ record = 0 }) => ({ record })),
      new Map([[ATTRIBUTE, attribute]]),
    ),
    ids: subjects.map((_, index) => `s${String(index).padStart(3, '0')}`),
    kinds: Uint8Array.from(subjects, ({ kind = 'user' }) => SUBJECT_KINDS.indexOf(kind)),
    restricted: Uint8Array.from(subjects, ({ outcome }) => (outcome === 'restricted' ? 1 : 0)),
    consented: new Uint8Array(subjects.length),
    protectedAttributes: new Set(),
    reportingCurrency: 'XXX',
  };
}

export function relationsOf({ subjects, ties = [], members = [] }: NetworkWorld): NetworkRelations {
  return {
    knows: {
      source: Uint32Array.from(ties, ([one]) => one),
      target: Uint32Array.from(ties, ([, other]) => other),
      strength: Float64Array.from(ties, ([, , strength]) => Math.round(strength * 1_000_000)),
    },
    owner: Float64Array.from(subjects, ({ owner = Number.NaN }) => owner),
    memberOf: {
      source: Uint32Array.from(members, ([member]) => member),
      target: Uint32Array.from(members, ([, group]) => group),
    },
  };
}

/** The scores of everybody in a world, on the basis of a contract. */
export async function scoreWorld(
  world: NetworkWorld,
  scorecard: Scorecard,
  kernels: KernelRunner = kernelsHere,
): Promise<ScoreTable> {
  const projection = networkProjection(world);
  const personal = scoreSubjects(projection, scorecard, 'contract');
  return adjustForNetwork(personal, projection, { scorecard, relations: relationsOf(world), kernels });
}

/** A world's run as it is served. */
export async function boardOfWorld(world: NetworkWorld, scorecard: Scorecard): Promise<Scoreboard> {
  const table = await scoreWorld(world, scorecard);
  const { knows, owner, memberOf } = relationsOf(world);
  const { subjects } = factTables({});
  return makeScoreboard(
    {
      ...{ id: 'r', cut: { asOf: AS_OF, batch: 1 }, scorecardId: scorecard.id, scorecardHash: 'h' },
      ...{ scorecardJson: scorecard.canonicalJson, purpose: 'credit', basis: 'contract' },
      ...{ reportingCurrency: 'XXX', subjects: table.ids.length, scored: 0, finishedAt: AS_OF },
    },
    table,
    () => Promise.resolve({ knows, member_of: memberOf, subjects: { ...subjects, owner } }),
  );
}
