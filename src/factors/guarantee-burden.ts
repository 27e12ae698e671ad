import { fillReadings, type Factor } from './factor.ts';

/** Ten years of inflow: past that nothing more can be told. Judgement. */
const MOST = 10;

/**
 * What the subject may have to pay for others, expected over guarantee chains of up to 5 hops, over twelve months of
 * its median monthly net inflow; at most 10, and 10 too where there is a burden and no regular inflow to set it
 * against. A chain counts min(guaranteed, the guarantor's share of what is outstanding) times the chance that the
 * debtor and all guarantors between fail, each by its own record of dues, surely while in default; failures are taken
 * as independent. The chance is (0.5 + late) / (10 + all), its dues weighed as on-time-share has them. A debt that comes back round a circle is counted once. Not measurable for who guarantees nothing:
 * the prior is a burden of 0, since guaranteeing is nobody's duty.
 */
export const guaranteeBurden: Factor = {
  id: 'guarantee-burden',
  group: 'fulfilment_capacity',
  title: 'Guarantees against a year of income',
  unit: 'ratio',
  range: [0, MOST],
  direction: 'lower',
  prior: 0,
  about: 'others',
  isInOwnHands: true,
  relations: ['guarantees'],
  window: 'guarantees that last; 12 whole months for the inflow',
  reasonCodes: { adverse: 'guarantees_weigh', unmeasurable: 'guarantees_nothing' },
  measure(view) {
    const { guaranteesGiven, guaranteeBurden, medianNetInflow12 } = view.columns;
    const burden = (row: number): number => {
      if (guaranteeBurden[row] === 0) return 0;
      return medianNetInflow12[row]! > 0
        ? Math.min(MOST, guaranteeBurden[row]! / (12 * medianNetInflow12[row]!))
        : MOST;
    };
    return fillReadings(
      view,
      (row) => (guaranteesGiven[row]! > 0 ? burden(row) : Number.NaN),
      (row) => guaranteesGiven[row]!,
    );
  },
};
