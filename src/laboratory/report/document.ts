import type { Estimate } from '../measures/estimate.ts';
import type { PolicyResult, Simulation } from '../simulate.ts';

type Json = string | number | null | readonly Json[] | { readonly [key: string]: Json };

/** A simulation as JSON: every measure of every policy, by instant; null where there was nothing to measure. */
export function simulationJson(simulation: Simulation): Json {
  return {
    subjects: simulation.subjects,
    seeds: simulation.seeds,
    instants: simulation.instants.map((instant) => new Date(instant).toISOString()),
    scorecard: simulation.scorecardId,
    conduct: simulation.conduct,
    bands: simulation.bands.map(({ from, name }) => ({ from, name })),
    policies: simulation.policies.map(policyJson),
  };
}

function policyJson({ policy, measures, differences, migration }: PolicyResult): Json {
  return {
    policy,
    measures: columnsJson(measures),
    differences: columnsJson(differences),
    migration: { from: migration.from, to: migration.to, counts: migration.counts },
  };
}

function columnsJson(columns: Readonly<Record<string, readonly Estimate[]>>): Json {
  return Object.fromEntries(
    Object.entries(columns).map(([id, estimates]) => [
      snakeCase(id),
      {
        mean: estimates.map(({ mean }) => numberJson(mean)),
        low: estimates.map(({ low }) => numberJson(low)),
        high: estimates.map(({ high }) => numberJson(high)),
      },
    ]),
  );
}

function numberJson(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function snakeCase(id: string): string {
  return id.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
