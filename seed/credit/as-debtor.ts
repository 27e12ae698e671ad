import { monthIndex, type Instant } from '../../src/domain/time.ts';
import type { Scene } from '../scene.ts';
import type { Random } from '../random/random.ts';
import { FIRST_JOINED_AT, LAST_MONTH } from '../time/calendar.ts';
import type { Debtor } from './debtor.ts';

const FIRST = monthIndex(FIRST_JOINED_AT);
const MONTHS = LAST_MONTH + 2 - FIRST;
/** The chance that hard times end in a month. */
const RECOVERY = 0.25;

/** What is known of people's conduct. */
interface Persons extends Pick<Scene, 'streams'> {
  readonly people: Pick<Scene['people'], 'joinedAt' | 'reliability' | 'monthlyIncomeMinor'>;
}

export function personAsDebtor({ streams, people }: Persons, person: number): Debtor {
  return {
    subject: person,
    joinedAt: people.joinedAt[person]!,
    reliability: people.reliability[person]!,
    incomeMinor: people.monthlyIncomeMinor[person]!,
    isHardPressed: drawHardTimes(streams.of('hard times', person), people.reliability[person]!),
  };
}

export function merchantAsDebtor({ streams, merchants }: Scene, merchant: number): Debtor {
  const reliability = merchants.reliability[merchant]!;
  return {
    subject: merchants.firstSubject + merchant,
    joinedAt: merchants.joinedAt[merchant]!,
    reliability,
    incomeMinor: 6_000_000,
    isHardPressed: drawHardTimes(streams.of('hard times of merchants', merchant), reliability),
  };
}

/** A two-state chain by month: bad months come in rows, which is what makes arrears and defaults cluster. */
function drawHardTimes(random: Random, reliability: number): (at: Instant) => boolean {
  const onset = 0.003 + 0.035 * (1 - reliability);
  const hard = new Uint8Array(MONTHS);
  for (let month = 1; month < MONTHS; month++) {
    hard[month] = random.chance(hard[month - 1] === 1 ? 1 - RECOVERY : onset) ? 1 : 0;
  }
  return (at) => hard[monthIndex(at) - FIRST] === 1;
}
