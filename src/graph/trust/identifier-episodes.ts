/**
 * Who held the same thing at the same time, as a bipartite graph that is never expanded into pairs.
 *
 * Each row says that a member was seen at a hub from firstAt to lastAt. The rows of one hub are swept in time; a
 * maximal run of intervals, each overlapping what came before it, is one episode. An episode of k members spreads
 * a total weight of 1 evenly over its k (k - 1) / 2 pairs, so the pairs that touch one member weigh
 *
 *     weight(member, episode) = (k - 1) / (k (k - 1) / 2) = 2 / k                          k >= 2
 *     sharing(member)         = sum over its episodes of 2 / k
 *
 * Conventions: intervals are closed, so two that share an instant overlap. Overlap chains: first and last of a run
 * need not meet. A member counts once in an episode, however many rows it has there. An episode of one member, or
 * of more members than the hub's cap, shares nothing and is left out. Sharing is NaN for a member without rows and 0
 * for one whose rows share nothing. Episodes are numbered from 0, larger first, then by their members, so that
 * neither the rows' order nor the hubs' numbers show in the result. Without rows there are none.
 *
 * Complexity: O(rows x log rows), for episodes alike in size are compared by their members; memory 44 bytes a row at most, 8 a hub and 16 a member.
 *
 * Invariant: total weight. The weights of an episode's edges sum to 2: each pair's weight shows at both its ends.
 * Invariant: anonymous hubs. Rows in another order and hubs under other numbers give the same bytes.
 * Invariant: pairs. Sharing is what spreading the weight over all pairs one by one would give.
 *
 * Throws InvalidInputError for columns of unequal length, a member or hub out of range, an interval that ends
 * before it starts or is not finite, and two caps for one hub; CancelledError; LimitExceededError.
 *
 * Source: judgement. Spreading a group's weight over its pairs follows M. E. J. Newman, Scientific collaboration
 * networks II, Phys. Rev. E 64, 016132, 2001, doi:10.1103/PhysRevE.64.016132, whose pairs of k weigh 1 / (k - 1) and
 * so grow with the group in total; here a larger group never weighs more than two people alone.
 */
import { InvalidInputError } from '../../domain/errors.ts';
import { assertNodeCount } from '../rows/edge-list.ts';
import type { EdgeList } from '../rows/edge-list.ts';
import { startWork } from '../run/executor.ts';
import type { KernelContext, Work } from '../run/executor.ts';
import { Pace } from '../run/pace.ts';
import { countBefore, orderByNode, orderByNumber } from '../rows/stable-order.ts';

/** One entry per member seen at a hub, in any order. */
export interface HubIntervals {
  /** Below `members`. */
  readonly member: Uint32Array;
  /** Below `hubs`. */
  readonly hub: Uint32Array;
  /** Most members an episode of the hub may have; equal in all rows of one hub. */
  readonly cap: Uint32Array;
  /** Inclusive; any unit. */
  readonly firstAt: Float64Array;
  /** Inclusive; at least firstAt. */
  readonly lastAt: Float64Array;
}

export interface Episodes {
  /** From member to episode, by ascending episode and then member; weight 2 / k. */
  readonly edges: EdgeList;
  /** How many episodes there are; targets are below it. */
  readonly count: number;
  /** Per member; NaN where it has no rows. */
  readonly sharing: Float64Array;
  /** Per member: at how many hubs it shares an episode. */
  readonly sharedHubs: Uint32Array;
}

export function identifierEpisodes(
  rows: HubIntervals,
  { members, hubs }: { readonly members: number; readonly hubs: number },
  context: KernelContext = {},
): Episodes {
  assertRows(rows, members, hubs);
  const bytes = 44 * rows.hub.length + 8 * hubs + 16 * members;
  const work = startWork({ kernel: 'identifierEpisodes', bytes }, context);
  const found = sweep(rows, { ...orderByHub(rows, hubs, work), members }, work);
  const edges = listEdges(found, work);
  const sharing = new Float64Array(members).fill(NaN);
  rows.member.forEach((member) => (sharing[member] = 0));
  for (let edge = 0; edge < edges.source.length; edge++) sharing[edges.source[edge]!]! += edges.weight[edge]!;
  return { edges, count: found.count, sharing, sharedHubs: found.sharedHubs };
}

/** Rows, or comparisons of two episodes: some milliseconds. */
const POLL_EVERY = 2 ** 16;

/** Members of episode e: members[starts[e]] .. members[starts[e + 1] - 1], ascending. */
interface MemberSets {
  readonly members: Uint32Array;
  readonly starts: Uint32Array;
  readonly count: number;
}

interface RowOrder {
  /** Row numbers, hub by hub and in each by their first instant; those that are alone at a hub share nothing and are left out. */
  readonly order: Uint32Array;
  readonly starts: Uint32Array;
}

function orderByHub({ hub, firstAt }: HubIntervals, hubs: number, work: Work): RowOrder {
  const before = countBefore(hub, hubs);
  const starts = new Uint32Array(hubs + 1);
  for (let at = 0; at < hubs; at++) {
    const seen = before[at + 1]! - before[at]!;
    starts[at + 1] = starts[at]! + (seen > 1 ? seen : 0);
  }
  const inCompany = new Uint32Array(starts[hubs]!);
  let count = 0;
  for (let row = 0; row < hub.length; row++)
    if (before[hub[row]! + 1]! - before[hub[row]!]! > 1) inCompany[count++] = row;
  const byTime = orderByNumber(inCompany, firstAt, work.poll);
  return { order: orderByNode(byTime, hub, work.poll), starts };
}

function sweep(
  { member, cap, firstAt, lastAt }: HubIntervals,
  { order, starts, members: memberCount }: RowOrder & { readonly members: number },
  work: Work,
): MemberSets & Pick<Episodes, 'sharedHubs'> {
  const members = new Uint32Array(order.length);
  const sharedHubs = new Uint32Array(memberCount);
  /** The last hub, counted from 1, that a member was counted at. */
  const countedAt = new Uint32Array(memberCount);
  const episodeStarts = new Uint32Array(Math.floor(order.length / 2) + 1);
  let filled = 0;
  let count = 0;
  let hub = 0;
  const close = (from: number, most: number): void => {
    const distinct = sortDistinct(members.subarray(from, filled));
    const kept = distinct >= 2 && distinct <= most;
    filled = from + (kept ? distinct : 0);
    if (!kept) return;
    episodeStarts[++count] = filled;
    for (let place = from; place < filled; place++) {
      const sharer = members[place]!;
      if (countedAt[sharer] !== hub + 1) sharedHubs[sharer]!++;
      countedAt[sharer] = hub + 1;
    }
  };
  const pace = new Pace(POLL_EVERY, () => {
    work.report(hub, starts.length - 1);
  });
  for (; hub + 1 < starts.length; hub++) {
    pace.spend(1 + starts[hub + 1]! - starts[hub]!);
    if (starts[hub] === starts[hub + 1]) continue;
    const seen = order.subarray(starts[hub], starts[hub + 1]);
    assertOneCap(cap, seen, hub);
    let opened = filled;
    let reach = -Infinity;
    for (const row of seen) {
      if (firstAt[row]! > reach && filled > opened) {
        close(opened, cap[row]!);
        opened = filled;
      }
      members[filled++] = member[row]!;
      reach = Math.max(reach, lastAt[row]!);
    }
    close(opened, cap[seen[0]!]!);
  }
  return { members, starts: episodeStarts, count, sharedHubs };
}

/** Sorts in place, moves the distinct values to the front and counts them. */
function sortDistinct(values: Uint32Array): number {
  values.sort();
  let distinct = 0;
  for (let i = 0; i < values.length; i++)
    if (i === 0 || values[i] !== values[i - 1]) values[distinct++] = values[i]!;
  return distinct;
}

function listEdges({ members, starts, count }: MemberSets, work: Work): EdgeList {
  const episodes = new Uint32Array(count);
  for (let episode = 0; episode < count; episode++) episodes[episode] = episode;
  const pace = new Pace(POLL_EVERY, work.poll);
  episodes.sort((a, b) => {
    pace.spend(1);
    const longer = starts[b + 1]! - starts[b]! - (starts[a + 1]! - starts[a]!);
    if (longer !== 0) return longer;
    let place = starts[a]!;
    const shift = starts[b]! - place;
    while (place + 1 < starts[a + 1]! && members[place] === members[place + shift]) place++;
    return members[place]! - members[place + shift]!;
  });
  const length = starts[count]!;
  const source = new Uint32Array(length);
  const target = new Uint32Array(length);
  const weight = new Float64Array(length);
  let edge = 0;
  for (let number = 0; number < count; number++) {
    const start = starts[episodes[number]!]!;
    const size = starts[episodes[number]! + 1]! - start;
    for (let place = start; place < start + size; place++, edge++) {
      source[edge] = members[place]!;
      target[edge] = number;
      weight[edge] = 2 / size;
    }
  }
  return { source, target, weight };
}

function assertRows(
  { member, hub, cap, firstAt, lastAt }: HubIntervals,
  members: number,
  hubs: number,
): void {
  assertNodeCount(members);
  assertNodeCount(hubs);
  const lengths = [member, hub, cap, firstAt, lastAt].map((column) => column.length);
  if (lengths.some((length) => length !== member.length))
    throw new InvalidInputError(
      `identifierEpisodes: member, hub, cap, firstAt and lastAt must be equally long; they have ` +
        `${lengths.join(', ')} entries.`,
    );
  for (let row = 0; row < member.length; row++) {
    const came =
      member[row]! >= members
        ? `member ${member[row]!}, expected an index below ${members}`
        : hub[row]! >= hubs
          ? `hub ${hub[row]!}, expected an index below ${hubs}`
          : !(Number.isFinite(firstAt[row]) && Number.isFinite(lastAt[row]) && firstAt[row]! <= lastAt[row]!)
            ? `the interval ${firstAt[row]!} to ${lastAt[row]!}, expected finite instants in order`
            : undefined;
    if (came !== undefined)
      throw new InvalidInputError(`identifierEpisodes: row ${row} has ${came}.`, { context: { row } });
  }
}

function assertOneCap(cap: Uint32Array, rows: Uint32Array, hub: number): void {
  for (const row of rows)
    if (cap[row] !== cap[rows[0]!])
      throw new InvalidInputError(
        `identifierEpisodes: hub ${hub} has caps ${cap[rows[0]!]!} and ${cap[row]!}, expected one for all its rows.`,
        { context: { hub } },
      );
}
