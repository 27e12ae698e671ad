import { fillReadings, type Factor } from './factor.ts';

/**
 * Trust that reaches the subject from trusted seeds along ties: x / (1 + x), x being SybilRank per unit of tie strength
 * over its mean (Cao et al., NSDI 2012), of k steps and k + 1 the average, k being ceil(log2(subjects)). Communities
 * (label propagation, 10 rounds) that have seeds start with equal trust, a seed keeps none of its own but what comes
 * back, and a region that few ties lead into gets little, whatever ties it has within. Trust travels among seeds and
 * those with a record, as reach has it: subjects are those of them with ties to each other, and the mean is that of
 * those whom it reached. Who has no record reads the mean x of those it knows, by strength, others without a record as
 * 0: empty accounts change nothing for anybody but those whom they are tied to. Not measurable without a tie, or where
 * nobody with a tie is a seed.
 */
export const propagatedTrust: Factor = {
  id: 'propagated-trust',
  group: 'interpersonal_relationships',
  title: 'Trust from trusted seeds',
  unit: 'index',
  range: [0, 1],
  direction: 'higher',
  prior: 0.2,
  about: 'others',
  isInOwnHands: false,
  relations: ['knows'],
  window: 'ties that last',
  reasonCodes: { adverse: 'far_from_trusted_seeds', unmeasurable: 'no_trusted_seeds' },
  measure(view) {
    const { propagatedTrust, liveTies } = view.columns;
    return fillReadings(
      view,
      (row) => {
        const relative = propagatedTrust[row]!;
        return relative / (1 + relative);
      },
      (row) => liveTies[row]!,
    );
  },
};
