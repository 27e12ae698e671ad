import { BEHAVIOUR_IDS } from '../conduct.ts';
import { MEASURES, type MeasureId, type MeasureUnit } from '../measures/measures.ts';
import { drawPanels } from '../plot/panels.ts';
import type { Line, LinePanel } from '../plot/line-panel.ts';
import { BASELINE, POLICIES, POLICY_IDS, type PolicyId } from '../policies.ts';
import type { PolicyResult, Simulation } from '../simulate.ts';

interface Panel {
  readonly measure: MeasureId;
  readonly title: string;
  readonly subtitle: string;
  /** `difference`: from the baseline in the same world. */
  readonly shows: 'level' | 'difference';
}

/** What policies do beside the baseline, which is the line at 0: so worlds that differ do not hide it. */
const PANELS: readonly Panel[] = [
  {
    measure: 'assortativity',
    title: 'Assortativity by score',
    subtitle: 'Difference of Newman’s coefficient over live ties',
    shows: 'difference',
  },
  { measure: 'ties', title: 'Live ties a person', subtitle: 'Difference', shows: 'difference' },
  {
    measure: 'thinAccess',
    title: 'Thin files at 600 or above',
    subtitle: 'Difference, points of 100 of those with a record below 6',
    shows: 'difference',
  },
  {
    measure: 'thickAccess',
    title: 'Thick files at 600 or above',
    subtitle: 'Difference, points of 100 of all others',
    shows: 'difference',
  },
  {
    measure: 'lost',
    title: 'Access lost to network data',
    subtitle: '% of people, who would have it under maxShare 0',
    shows: 'level',
  },
  {
    measure: 'gain',
    title: 'What buying for points gains',
    subtitle: 'Points, beside the same people without it',
    shows: 'level',
  },
];

/** Each policy's course through the months, as an SVG. */
export function reportPlot(simulation: Simulation): string {
  const rates = BEHAVIOUR_IDS.map((id) => `${id} ${simulation.conduct[id]}`).join(', ');
  return drawPanels({
    title: 'What a policy does to people, beside the same scorecard with maxShare 0',
    subtitle: `${simulation.scorecardId}; ${sizeOf(simulation)}`,
    legend: simulation.policies
      .filter(({ policy }) => policy !== BASELINE)
      .map(({ policy }) => ({ style: styleOf(policy), name: `the scorecard ${POLICIES[policy].title}` })),
    note: `Months from the start. Bands: 95 % intervals over worlds. Rates: ${rates}.`,
    panels: PANELS.map((panel) => linePanel(panel, simulation.policies)),
  });
}

/** Such as `1000 people in each of 3 worlds, 12 months`. */
export function sizeOf({ subjects, seeds, instants }: Simulation): string {
  const months = instants.length - 1;
  const worlds = seeds.length === 1 ? 'one world' : `each of ${seeds.length} worlds`;
  return `${subjects} people in ${worlds}, ${months} ${months === 1 ? 'month' : 'months'}`;
}

function linePanel({ measure, shows, ...words }: Panel, policies: readonly PolicyResult[]): LinePanel {
  const lines = policies
    .filter(({ policy }) => policy !== BASELINE)
    .map(({ policy, measures, differences }) =>
      lineOf(styleOf(policy), shows === 'level' ? measures[measure] : differences[measure]!),
    )
    .filter(({ mean }) => mean.some((value) => !Number.isNaN(value)));
  return { ...words, lines, from: 0, format: formatOf(MEASURES[measure].unit) };
}

/** The same for a policy whichever others there are. */
function styleOf(policy: PolicyId): number {
  return POLICY_IDS.indexOf(policy) - 1;
}

function lineOf(style: number, estimates: PolicyResult['measures'][MeasureId]): Line {
  return {
    style,
    mean: estimates.map(({ mean }) => mean),
    low: estimates.map(({ low }) => low),
    high: estimates.map(({ high }) => high),
  };
}

/** A share's ticks are in hundredths. */
function formatOf(unit: MeasureUnit): (value: number) => string {
  const one = unit === 'share' ? 100 : 1;
  return (value) => String(Number((value * one).toPrecision(6))).replace('-', '−');
}
