import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import { exponential } from '../random/exponential.ts';
import type { Random } from '../random/random.ts';
import type { Streams } from '../random/streams.ts';
import { Zipf } from '../random/zipf.ts';
import { WORLD_ENDS_AT } from '../time/calendar.ts';
import type { Merchants } from './merchants.ts';
import type { PersonRole, Population } from './people.ts';

/** Who works where. */
export interface Employment {
  /** Places of merchants, the largest employer first. */
  readonly employers: readonly number[];
  /** Per employer, in the order of `employers`: the day of the month on which it pays. */
  readonly payday: readonly number[];
  /** Per employer: whether its salaries pass through the service. */
  readonly paysHere: readonly boolean[];
  /** Per person: an index into `employers`, or -1. */
  readonly employer: Int32Array;
  /** Per person, [from, until); until is Infinity while it lasts. */
  readonly from: Float64Array;
  readonly until: Float64Array;
}

/** The share of merchants that employ people. */
const EMPLOYER_SHARE = 0.35;
const PAYDAYS = [5, 10, 15, 25] as const;
const EMPLOYED: Readonly<Record<PersonRole, number>> = {
  regular: 0.75,
  thin_file: 0.15,
  newcomer: 0.6,
  migrant: 0.65,
  sybil: 0,
  ring_member: 0.6,
};
/** Mean days until a job ends; most outlast the world. */
const JOB_DAYS = 4000;
/** How many draws somebody makes for an employer of the own community. */
const LOCAL_TRIES = 3;

export function drawEmployment(
  streams: Streams,
  people: Population,
  { merchants, density }: { merchants: Merchants; density: number },
): Employment {
  const employers = Array.from({ length: Math.round(merchants.count * EMPLOYER_SHARE) }, (_, e) => e);
  const home = employers.map((e) => streams.of('employer home', e).below(people.communities));
  const size = new Zipf({ ranks: employers.length, exponent: 0.8, shift: 3 });
  const employment = {
    employers,
    payday: employers.map((e) => streams.of('payday', e).pick(PAYDAYS)),
    paysHere: employers.map((e) => streams.of('payroll here', e).chance(density)),
    employer: new Int32Array(people.count).fill(-1),
    from: new Float64Array(people.count),
    until: new Float64Array(people.count).fill(Number.POSITIVE_INFINITY),
  };
  for (let i = 0; i < people.count; i++) {
    const random = streams.of('employment', i);
    if (!random.chance(EMPLOYED[people.role[i]!])) continue;
    let employer = size.draw(random);
    for (let t = 1; t < LOCAL_TRIES && home[employer] !== people.community[i]; t++)
      employer = size.draw(random);
    const from = startOfJob(random, people.joinedAt[i]!, merchants.joinedAt[employers[employer]!]!);
    if (from >= WORLD_ENDS_AT) continue;
    employment.employer[i] = employer;
    employment.from[i] = from;
    const ends = from + Math.ceil(exponential(random, JOB_DAYS) * MS_PER_DAY);
    if (ends < WORLD_ENDS_AT) employment.until[i] = ends;
  }
  return employment;
}

/** For most at once: they had the job when they joined. */
function startOfJob(random: Random, personJoinedAt: Instant, employerJoinedAt: Instant): Instant {
  const earliest = Math.max(personJoinedAt, employerJoinedAt);
  const wait = random.chance(0.75) ? 0 : exponential(random, 200);
  return earliest + Math.ceil((1 + wait) * MS_PER_DAY);
}
