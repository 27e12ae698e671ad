import { readFileSync } from 'node:fs';
import { parseInstant } from '../src/domain/time.ts';
import type { Conduct } from '../src/laboratory/conduct.ts';
import type { Estimate } from '../src/laboratory/measures/estimate.ts';
import type { PolicyResult, Simulation } from '../src/laboratory/simulate.ts';

/** What `credence simulate --out docs/laboratory` wrote. */
export const SIMULATION = 'docs/laboratory/simulation.json';

type Column = Readonly<Record<'mean' | 'low' | 'high', readonly (number | null)[]>>;
type Columns = Readonly<Record<string, Column>>;

interface Document extends Pick<Simulation, 'subjects' | 'seeds' | 'bands'> {
  readonly instants: readonly string[];
  readonly scorecard: string;
  readonly conduct: Conduct;
  readonly policies: readonly (Pick<PolicyResult, 'policy' | 'migration'> & {
    readonly measures: Columns;
    readonly differences: Columns;
  })[];
}

/** The simulation that the laboratory's page tells of. */
export function readSimulation(): Simulation {
  const { instants, scorecard, policies, ...rest } = JSON.parse(readFileSync(SIMULATION, 'utf8')) as Document;
  return {
    ...rest,
    instants: instants.map((text) => parseInstant(text)!),
    scorecardId: scorecard,
    policies: policies.map(({ policy, migration, measures, differences }) => ({
      policy,
      migration,
      measures: estimatesOf(measures),
      differences: estimatesOf(differences),
    })),
  };
}

function estimatesOf(columns: Columns): Readonly<Record<string, readonly Estimate[]>> {
  return Object.fromEntries(
    Object.entries(columns).map(([id, { mean, low, high }]) => [
      id.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      mean.map((value, at) => ({
        mean: value ?? Number.NaN,
        low: low[at] ?? Number.NaN,
        high: high[at] ?? Number.NaN,
      })),
    ]),
  );
}
