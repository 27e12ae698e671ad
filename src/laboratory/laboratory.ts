import { InvalidConfigError } from '../domain/errors.ts';
import { BEHAVIOURS, BEHAVIOUR_IDS } from './conduct.ts';
import type { LaboratoryDependencies } from './ground.ts';
import { POLICIES, POLICY_IDS, type PolicyId } from './policies.ts';
import { simulationJson } from './report/document.ts';
import { reportPlot, sizeOf } from './report/plot.ts';
import { reportTable, type ReportTable } from './report/table.ts';
import { simulate, type SimulationRequest } from './simulate.ts';
import { MOST_MONTHS } from './world/months.ts';

/** The same with ids as somebody typed them. */
interface Request extends Omit<SimulationRequest, 'policies' | 'conduct'> {
  readonly policies: readonly string[];
  /** By behaviour. */
  readonly rates: Readonly<Record<string, number>>;
}

interface Report extends ReportTable {
  /** Such as `1000 people in each of 3 worlds, 12 months`. */
  readonly size: string;
  readonly json: ReturnType<typeof simulationJson>;
  readonly svg: string;
}

interface Laboratory {
  readonly policies: readonly { readonly id: PolicyId; readonly title: string }[];
  readonly behaviours: readonly { readonly id: string; readonly usual: number; readonly rate: string }[];
  readonly mostMonths: number;
  simulate(request: Request): Promise<Report>;
}

/** Where policies are tried on generated worlds. */
export function openLaboratory(deps: LaboratoryDependencies): Laboratory {
  return {
    policies: POLICY_IDS.map((id) => ({ id, title: POLICIES[id].title })),
    behaviours: BEHAVIOUR_IDS.map((id) => ({ id, ...BEHAVIOURS[id] })),
    mostMonths: MOST_MONTHS,
    async simulate({ policies, rates, ...request }) {
      const simulation = await simulate(
        { ...request, policies: policies.map(policyOf), conduct: rates },
        deps,
      );
      return {
        ...reportTable(simulation),
        size: sizeOf(simulation),
        json: simulationJson(simulation),
        svg: reportPlot(simulation),
      };
    },
  };
}

function policyOf(id: string): PolicyId {
  const found = POLICY_IDS.find((policy) => policy === id);
  if (found !== undefined) return found;
  throw new InvalidConfigError(
    `simulate: expected a policy among ${POLICY_IDS.join(', ')}, got ${id}; name one of those`,
  );
}
