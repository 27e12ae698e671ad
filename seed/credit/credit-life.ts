import { isShopCategory } from '../people/merchants.ts';
import type { PersonRole } from '../people/people.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { leaveDeposit, openUtility, rentHome } from './bills.ts';
import { openCard } from './cards.ts';
import { merchantAsDebtor, personAsDebtor, type Debtor } from './debtor.ts';
import { seekGuarantor } from './guarantees.ts';
import { InquiryBook } from './inquiries.ts';
import { ObligationBook, type Obligation } from './obligation-book.ts';
import { writeOutcomes } from './outcomes.ts';
import { openingAfter } from './schedules.ts';
import { borrow, buyInInstalments, reportOutstanding, type Lending } from './term-debts.ts';

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
  sybil: NONE,
};
const OF_MERCHANTS: Appetite = { ...NONE, utility: 0.6, loan: 0.3 };
const LENT_BY_FRIEND = 0.1;

/** Gives everybody what they owe and lets them honour it; writes everything that follows from it. */
export function liveOnCredit(scene: Scene): void {
  const { streams, people, merchants, facts } = scene;
  const book = new ObligationBook(facts);
  const inquiries = new InquiryBook(facts.inquiries);
  const lending = { scene, book };
  for (let i = 0; i < people.count; i++) {
    const debtor = personAsDebtor(scene, i);
    const role = people.role[i]!;
    const random = streams.of('inquiries', i);
    const loans = borrowAsPerson(scene, { person: i, debtor, chance: APPETITES[role].loan }, lending);
    const others = incur(streams.of('obligations', i), { debtor, appetite: APPETITES[role] }, lending);
    for (const obligation of [...loans, ...others])
      inquiries.beforeOpening(random, obligation, debtor.joinedAt);
    if (role !== 'sybil') inquiries.refused(random, debtor, role === 'thin_file' ? 0.2 : 1);
  }
  for (let m = 0; m < merchants.count; m++) {
    const debtor = merchantAsDebtor(scene, m);
    const random = streams.of('obligations of merchants', m);
    if (!isShopCategory(merchants.category[m]!)) continue;
    for (const obligation of incur(random, { debtor, appetite: OF_MERCHANTS }, lending)) {
      inquiries.beforeOpening(random, obligation, debtor.joinedAt);
    }
    if (random.chance(OF_MERCHANTS.loan)) borrowFromLender(random, debtor, lending);
  }
  writeOutcomes(facts.outcomes, book.all);
}

/** Everything but loans. */
function incur(
  random: Random,
  { debtor, appetite }: { debtor: Debtor; appetite: Appetite },
  lending: Lending,
): readonly Obligation[] {
  const incurred: Obligation[] = [];
  if (random.chance(appetite.utility)) incurred.push(openUtility(random, debtor, lending));
  if (random.chance(appetite.secondUtility)) incurred.push(openUtility(random, debtor, lending));
  if (random.chance(appetite.card)) incurred.push(openCard(random, debtor, lending));
  if (random.chance(appetite.rental)) incurred.push(rentHome(random, debtor, lending));
  if (random.chance(appetite.deposit)) incurred.push(leaveDeposit(random, debtor, lending));
  incurred.push(...buyInInstalments(random, { debtor, times: appetite.instalments }, lending));
  return incurred;
}

/** From a lender, or now and then from a friend; some are guaranteed by another friend. */
function borrowAsPerson(
  scene: Scene,
  { person, debtor, chance }: { person: number; debtor: Debtor; chance: number },
  lending: Lending,
): readonly Obligation[] {
  const random = scene.streams.of('loans', person);
  if (!random.chance(chance)) return [];
  const openedAt = openingAfter(random, debtor.joinedAt);
  const friend = random.chance(LENT_BY_FRIEND) ? scene.ties.friendAt(random, person, openedAt) : -1;
  const fromFriend = friend >= 0;
  const lender = scene.merchants.ids[random.pick(scene.merchants.lenders)]!;
  const creditorId = fromFriend ? scene.people.ids[friend]! : lender;
  const size = fromFriend ? 0.3 + random.uniform() : 1 + 7 * random.uniform();
  const loan = borrow(random, { debtor, creditorId, openedAt, size }, lending);
  reportOutstanding(random, loan, lending);
  if (!fromFriend) seekGuarantor(random, scene, { debtor: person, obligation: loan });
  return [loan];
}

function borrowFromLender(random: Random, debtor: Debtor, lending: Lending): void {
  const creditorId = lending.scene.merchants.ids[random.pick(lending.scene.merchants.lenders)]!;
  const openedAt = openingAfter(random, debtor.joinedAt);
  const loan = borrow(random, { debtor, creditorId, openedAt, size: 1 + 4 * random.uniform() }, lending);
  reportOutstanding(random, loan, lending);
}
