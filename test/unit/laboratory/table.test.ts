import { expect, it } from 'vitest';
import { readConduct } from '../../../src/laboratory/conduct.ts';
import type { Estimate } from '../../../src/laboratory/measures/estimate.ts';
import { MEASURE_IDS, type MeasureId } from '../../../src/laboratory/measures/measures.ts';
import { reportTable } from '../../../src/laboratory/report/table.ts';
import type { PolicyResult } from '../../../src/laboratory/simulate.ts';

const NOTHING: Estimate = { mean: Number.NaN, low: Number.NaN, high: Number.NaN };
const about = (mean: number, half: number): Estimate => ({ mean, low: mean - half, high: mean + half });

function columns(known: Partial<Record<MeasureId, readonly Estimate[]>>): PolicyResult['measures'] {
  return Object.fromEntries(
    MEASURE_IDS.map((id) => [id, known[id] ?? [NOTHING, NOTHING]]),
  ) as PolicyResult['measures'];
}

it('a report has a row a measure that was measured, each policy beside the first', () => {
  const migration = { from: [], to: [], counts: [] };
  const access = [about(0.7, 0.01), about(0.75, 0.01)];
  const table = reportTable({
    subjects: 200,
    seeds: [1, 2],
    instants: [0, 1],
    scorecardId: 'card@1',
    bands: [],
    conduct: readConduct({}),
    policies: [
      { policy: 'personal', measures: columns({ access }), differences: {}, migration },
      {
        policy: 'gated',
        measures: columns({
          access: [about(0.6, 0.1), about(0.62, 0.1)],
          lostReliability: [NOTHING, about(0.7, 0.05)],
        }),
        differences: columns({ access: [about(-0.1, 0.02), about(-0.13, 0.03)] }),
        migration,
      },
    ],
  });
  expect(table).toEqual({
    headings: ['at the end, but where it says otherwise', 'maxShare 0', 'with a gate', 'difference'],
    rows: [
      ['people at 600 or above, at the start', '70.0 %', '60.0 %', '−10.0 ± 2.0'],
      ['people at 600 or above', '75.0 %', '62.0 %', '−13.0 ± 3.0'],
      ['  their reliability', '', '0.700', '± 0.050'],
    ],
  });
});
