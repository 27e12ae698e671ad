import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import type { WorldOptions } from '../options.ts';
import { logNormal } from '../random/log-normal.ts';
import { normal } from '../random/normal.ts';
import type { Random } from '../random/random.ts';
import type { Streams } from '../random/streams.ts';
import { WeightedChoice } from '../random/weighted-choice.ts';
import { zipfWeights } from '../random/zipf.ts';
import { FIRST_JOINED_AT, WORLD_ENDS_AT, WORLD_STARTS_AT } from '../time/calendar.ts';

/**
 * What a person was made to be. `thin_file`: few obligations and little spend; `newcomer`: joined in the last
 * three months; `sybil`: one of the fresh accounts behind one device; `ring_member`: sends money round in a
 * circle and praises the others in it.
 */
export type PersonRole = 'regular' | 'thin_file' | 'newcomer' | 'sybil' | 'ring_member';

/** Everybody, by index in the order of joining. */
export interface People {
  readonly count: number;
  readonly ids: readonly string[];
  readonly joinedAt: Float64Array;
  readonly role: readonly PersonRole[];
  readonly community: Uint16Array;
  readonly communities: number;
  /** 0 to 1: what drives conduct; never in the facts. */
  readonly reliability: Float64Array;
  /** Multiplies how often somebody buys and sends money; median 1 for regular people. */
  readonly activity: Float64Array;
  readonly monthlyIncomeMinor: Float64Array;
}

const SYBILS = 12;
const RING_MEMBERS = 7;
const NEWCOMER_SHARE = 0.05;
const THIN_SHARE = 0.2;
/** The share of older accounts that joined before money is followed. */
const EARLY_SHARE = 0.45;
const NEWCOMER_DAYS = 90;
const SYBILS_JOINED_AT: Instant = Date.UTC(2025, 10, 8, 2);
const SYBILS_JOINED_WITHIN_DAYS = 3;
const RING_JOINED_BEFORE: Instant = Date.UTC(2024, 5, 1);

/** People a community, on average. */
const COMMUNITY_SIZE = 80;

const ACTIVITY: Readonly<Record<PersonRole, number>> = {
  regular: 1,
  thin_file: 0.12,
  newcomer: 1,
  sybil: 0.3,
  ring_member: 1,
};

export function drawPeople(streams: Streams, options: Required<WorldOptions>): People {
  const count = options.subjects;
  const drafts = Array.from(drawRoles(count), (role, i) => ({
    role,
    joinedAt: drawJoining(streams.of('joining', i), role),
  })).sort((a, b) => a.joinedAt - b.joinedAt);
  const communities = Math.max(4, Math.round(count / COMMUNITY_SIZE));
  const community = drawCommunities(streams, { count, communities });
  const role = drafts.map((person) => person.role);
  return {
    count,
    ids: Array.from({ length: count }, (_, i) => personId(i, count)),
    joinedAt: Float64Array.from(drafts, (person) => person.joinedAt),
    role,
    community,
    communities,
    reliability: drawReliability(streams, { role, community, communities, ...options }),
    activity: Float64Array.from(role, (what, i) =>
      logNormal(streams.of('activity', i), { median: ACTIVITY[what], sigma: 0.7 }),
    ),
    monthlyIncomeMinor: Float64Array.from(role, (what, i) =>
      drawIncome(streams.of('monthly income', i), what),
    ),
  };
}

function personId(index: number, count: number): string {
  return `u-${String(index + 1).padStart(Math.max(4, String(count).length), '0')}`;
}

/** In blocks; sorting by the instant of joining spreads them out. */
function drawRoles(count: number): readonly PersonRole[] {
  const blocks: readonly [PersonRole, number][] = [
    ['sybil', SYBILS],
    ['ring_member', RING_MEMBERS],
    ['newcomer', Math.round(count * NEWCOMER_SHARE)],
    ['thin_file', Math.round(count * THIN_SHARE)],
  ];
  const special = blocks.flatMap(([role, size]) => Array.from({ length: size }, () => role));
  return [...special, ...Array.from({ length: count - special.length }, () => 'regular' as const)];
}

function drawJoining(random: Random, role: PersonRole): Instant {
  const newcomersFrom = WORLD_ENDS_AT - NEWCOMER_DAYS * MS_PER_DAY;
  switch (role) {
    case 'sybil':
      return random.between(SYBILS_JOINED_AT, SYBILS_JOINED_AT + SYBILS_JOINED_WITHIN_DAYS * MS_PER_DAY);
    case 'newcomer':
      return random.between(newcomersFrom, WORLD_ENDS_AT - 3 * MS_PER_DAY);
    case 'ring_member':
      return random.between(WORLD_STARTS_AT, RING_JOINED_BEFORE);
    case 'regular':
    case 'thin_file':
      return random.chance(EARLY_SHARE)
        ? random.between(FIRST_JOINED_AT, WORLD_STARTS_AT)
        : random.between(WORLD_STARTS_AT, newcomersFrom);
  }
}

function drawCommunities(streams: Streams, size: { count: number; communities: number }): Uint16Array {
  const choice = new WeightedChoice(zipfWeights({ ranks: size.communities, exponent: 0.8, shift: 2 }));
  return Uint16Array.from({ length: size.count }, (_, i) => choice.draw(streams.of('community', i)));
}

/** The logistic of a normal draw that is partly one's own and partly the community's: mostly reliable people. */
function drawReliability(
  streams: Streams,
  people: Pick<People, 'role' | 'community' | 'communities'> & { communityCorrelation: number },
): Float64Array {
  const shared = Float64Array.from({ length: people.communities }, (_, c) =>
    normal(streams.of('community reliability', c)),
  );
  const ofCommunity = Math.sqrt(people.communityCorrelation);
  const ofSelf = Math.sqrt(1 - people.communityCorrelation);
  return Float64Array.from(people.role, (role, i) => {
    const random = streams.of('reliability', i);
    const leaning = ofCommunity * shared[people.community[i]!]! + ofSelf * normal(random);
    if (role === 'sybil') return random.uniform() * 0.15;
    if (role === 'ring_member') return 0.15 + random.uniform() * 0.25;
    return 1 / (1 + Math.exp(-(1.7 + 1.1 * leaning)));
  });
}

function drawIncome(random: Random, role: PersonRole): number {
  const yuan = logNormal(random, { median: role === 'thin_file' ? 4_500 : 7_500, sigma: 0.45 });
  return Math.round(yuan / 10) * 1000;
}
