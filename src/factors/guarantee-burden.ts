import { fillReadings, type Factor } from './factor.ts';

/**
 * What the subject may have to pay for others, expected over guarantee chains of up to 5 hops, over twelve months of
 * its median monthly net inflow; without bound where there is a burden and no regular inflow is known to set it
 * against, so that nobody gains by hiding an income, and the card says so instead of a ratio. A chain counts
 * min(guaranteed, the guarantor's share of what is outstanding) times the chance that the debtor and all guarantors
 * between fail, each by its own record of dues, surely while in default; failures are taken as independent. The chance
 * is (0.5 + late) / (10 + all), its dues weighed as on-time-share has them. A debt that comes back round a circle is
 * counted once. Not measurable for who guarantees nothing: the prior is a burden of 0, since guaranteeing is nobody's
 * duty.
 */
export const guaranteeBurden: Factor = {
  id: 'guarantee-burden',
  group: 'fulfilment_capacity',
  title: 'Guarantees against yearly income',
  unit: 'ratio',
  range: [0, Number.POSITIVE_INFINITY],
  direction: 'lower',
  prior: 0,
  about: 'others',
  isInOwnHands: true,
  relations: ['guarantees'],
  window: 'guarantees that last; 12 whole months for the inflow',
  reasonCodes: {
    adverse: 'guarantees_weigh',
    unbounded: 'guarantees_without_income',
    unmeasurable: 'guarantees_nothing',
  },
  measure(view) {
    const { guaranteesGiven, guaranteeBurden, medianNetInflow12 } = view.columns;
    const burden = (row: number): number => {
      if (guaranteeBurden[row] === 0) return 0;
      return medianNetInflow12[row]! > 0
        ? guaranteeBurden[row]! / (12 * medianNetInflow12[row]!)
        : Number.POSITIVE_INFINITY;
    };
    return fillReadings(
      view,
      (row) => (guaranteesGiven[row]! > 0 ? burden(row) : Number.NaN),
      (row) => guaranteesGiven[row]!,
    );
  },
};
