/** Each borrows and the next stands in for it, so that in truth nobody does. */
import { personAsDebtor } from '../credit/as-debtor.ts';
import { guarantee } from '../credit/guarantees.ts';
import { borrow, reportOutstanding } from '../credit/term-debts.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { within } from './moves.ts';
import { shade, type Part, type Plot } from './plot.ts';

/** In months of income. */
const LOAN_SIZE = { plain: 9, subtle: 2.5 };

export function guaranteeCircle(random: Random, scene: Scene, plot: Plot): readonly Part[] {
  const { members, subtlety } = plot;
  const size = shade(subtlety, LOAN_SIZE);
  for (const [k, person] of members.entries()) {
    const creditor = scene.merchants.firstSubject + random.pick(scene.merchants.lenders);
    const terms = {
      debtor: personAsDebtor(scene, person),
      creditor,
      openedAt: within(random, plot, [0, 1]),
      size,
    };
    const obligation = borrow(random, terms, scene);
    reportOutstanding(random, obligation, scene);
    const guarantor = members[(k + 1) % members.length]!;
    guarantee(random, scene, { guarantor, obligation, inFull: random.chance(1 - subtlety) });
  }
  return members.map((subject) => ({ subject, part: 'member' }));
}
