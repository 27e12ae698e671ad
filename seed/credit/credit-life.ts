import type { Batches } from '../facts/fact-book.ts';
import { isShopCategory } from '../people/merchants.ts';
import type { PersonRole } from '../people/people.ts';
import { poisson } from '../random/poisson.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { leaveDeposit, openUtility, rentHome } from './bills.ts';
import { openCard } from './cards.ts';
import { merchantAsDebtor, personAsDebtor } from './as-debtor.ts';
import type { Debtor } from './debtor.ts';
import { seekGuarantor } from './guarantees.ts';
import type { Obligation } from './obligation-book.ts';
import { writeOutcomes } from './outcomes.ts';
import { openingAfter } from './schedules.ts';
import { borrow, buyInInstalments, reportOutstanding } from './term-debts.ts';

/** The chance of each, and for instalments the mean number; a thin file has one of them at most. */
interface Appetite {
  readonly utility: number;
  readonly secondUtility: number;
  readonly card: number;
  readonly loan: number;
  readonly instalments: number;
  readonly rental: number;
  readonly deposit: number;
}

const NONE: Appetite = {
  utility: 0,
  secondUtility: 0,
  card: 0,
  loan: 0,
  instalments: 0,
  rental: 0,
  deposit: 0,
};
const USUAL: Appetite = {
  utility: 0.7,
  secondUtility: 0.3,
  card: 0.5,
  loan: 0.28,
  instalments: 0.5,
  rental: 0.2,
  deposit: 0.18,
};
const APPETITES: Readonly<Record<PersonRole, Appetite>> = {
  regular: USUAL,
  ring_member: USUAL,
  thin_file: { ...NONE, utility: 0.45 },
  newcomer: { ...NONE, utility: 0.35, card: 0.1, deposit: 0.15 },
  migrant: { ...NONE, utility: 0.7, card: 0.2, loan: 0.1, instalments: 0.3, rental: 0.6, deposit: 0.2 },
  sybil: NONE,
};
const OF_MERCHANTS: Appetite = { ...NONE, utility: 0.6, loan: 0.3 };
const LENT_BY_FRIEND = 0.1;
/** Where the service sees little, those who would have credit elsewhere have bought something in instalments here. */
const AT_LEAST_ONE: readonly PersonRole[] = ['regular', 'ring_member'];

/** Gives everybody what they owe and lets them honour it; writes everything that follows from it. */
export function* liveOnCredit(scene: Scene): Batches {
  const { streams, people, merchants, facts } = scene;
  for (let i = 0; i < people.count; i++) {
    const debtor = personAsDebtor(scene, i);
    const debts = oweAsPerson(scene, i, debtor);
    writeOutcomes(facts.outcomes, i, debts);
    for (const { defaultedAt } of debts)
      if (defaultedAt !== undefined) scene.grievances.default.push({ subject: i, at: defaultedAt });
    yield* facts.outbox.take();
  }
  for (let m = 0; m < merchants.count; m++) {
    if (!isShopCategory(merchants.category[m]!)) continue;
    const debtor = merchantAsDebtor(scene, m);
    const random = streams.of('obligations of merchants', m);
    const incurred = incur(random, { debtor, appetite: seenHere(OF_MERCHANTS, scene.density) }, scene);
    askBefore(random, scene, { debtor, obligations: incurred });
    const loans = random.chance(OF_MERCHANTS.loan * Math.min(1, scene.density))
      ? [borrowFromLender(random, debtor, scene)]
      : [];
    writeOutcomes(facts.outcomes, debtor.subject, [...incurred, ...loans]);
    yield* facts.outbox.take();
  }
}

function oweAsPerson(scene: Scene, person: number, debtor: Debtor): readonly Obligation[] {
  const { streams, people, density } = scene;
  const role = people.role[person]!;
  const appetite = seenHere(APPETITES[role], density);
  const loans = borrowAsPerson(scene, { person, debtor, chance: appetite.loan });
  const random = streams.of('obligations', person);
  const obligations = [...loans, ...incur(random, { debtor, appetite }, scene)];
  if (density < 1 && obligations.length === 0 && AT_LEAST_ONE.includes(role))
    obligations.push(...buyInInstalments(random, { debtor, times: 1 }, scene));
  const asking = streams.of('inquiries', person);
  askBefore(asking, scene, { debtor, obligations });
  if (role !== 'sybil')
    scene.inquiries.refused(asking, debtor, (role === 'thin_file' ? 0.2 : 1) * Math.min(1, density));
  return obligations;
}

function seenHere(appetite: Appetite, density: number): Appetite {
  if (density >= 1) return appetite;
  const scaled = Object.entries(appetite).map(([what, chance]) => [what, chance * density]);
  return Object.fromEntries(scaled) as Record<keyof Appetite, number>;
}

function askBefore(
  random: Random,
  { inquiries }: Scene,
  { debtor, obligations }: { debtor: Debtor; obligations: readonly Obligation[] },
): void {
  for (const obligation of obligations) inquiries.beforeOpening(random, obligation, debtor.joinedAt);
}

/** Everything but loans. */
function incur(
  random: Random,
  { debtor, appetite }: { debtor: Debtor; appetite: Appetite },
  scene: Scene,
): readonly Obligation[] {
  const incurred: Obligation[] = [];
  if (random.chance(appetite.utility)) incurred.push(openUtility(random, debtor, scene));
  if (random.chance(appetite.secondUtility)) incurred.push(openUtility(random, debtor, scene));
  if (random.chance(appetite.card)) incurred.push(openCard(random, debtor, scene));
  if (random.chance(appetite.rental)) incurred.push(rentHome(random, debtor, scene));
  if (random.chance(appetite.deposit)) incurred.push(leaveDeposit(random, debtor, scene));
  const times = poisson(random, appetite.instalments);
  incurred.push(...buyInInstalments(random, { debtor, times }, scene));
  return incurred;
}

/** From a lender, or now and then from a friend; some are guaranteed by another friend. */
function borrowAsPerson(
  scene: Scene,
  { person, debtor, chance }: { person: number; debtor: Debtor; chance: number },
): readonly Obligation[] {
  const random = scene.streams.of('loans', person);
  if (!random.chance(chance)) return [];
  const openedAt = openingAfter(random, debtor.joinedAt);
  const friend = random.chance(LENT_BY_FRIEND) ? scene.ties.friendAt(random, person, openedAt) : -1;
  const fromFriend = friend >= 0;
  const lender = scene.merchants.firstSubject + random.pick(scene.merchants.lenders);
  const size = fromFriend ? 0.3 + random.uniform() : 1 + 7 * random.uniform();
  const loan = borrow(random, { debtor, creditor: fromFriend ? friend : lender, openedAt, size }, scene);
  reportOutstanding(random, loan, scene);
  if (!fromFriend) seekGuarantor(random, scene, { debtor: person, obligation: loan });
  return [loan];
}

function borrowFromLender(random: Random, debtor: Debtor, scene: Scene): Obligation {
  const creditor = scene.merchants.firstSubject + random.pick(scene.merchants.lenders);
  const openedAt = openingAfter(random, debtor.joinedAt);
  const loan = borrow(random, { debtor, creditor, openedAt, size: 1 + 4 * random.uniform() }, scene);
  reportOutstanding(random, loan, scene);
  return loan;
}
