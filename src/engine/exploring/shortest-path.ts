import { compareCodePoints } from '../../domain/order.ts';
import { checkBound, checkedRelations, checkEnds, requireSubjects } from './checks.ts';
import { MAX_PATH_LENGTH, MAX_STEPS, type PathRequest, type ShortestPath } from './explorer.ts';
import { orderedLinks } from './links.ts';
import type { ExplorationReads } from './reads.ts';

/** What was reached from one end, a whole level at a time. */
interface Side {
  /** Those reached last. */
  frontier: readonly string[];
  depth: number;
  /** From each subject reached to those one level nearer to the end that lead to it. */
  readonly nearer: Map<string, string[]>;
}

/** As `GraphExplorer` has it: breadth first from both ends, the smaller frontier first. */
export async function shortestPath(
  reads: ExplorationReads,
  ends: { from: string; to: string },
  request: PathRequest,
): Promise<ShortestPath> {
  checkBound('length', request.maxLength, MAX_PATH_LENGTH);
  checkEnds(ends);
  const { at } = request;
  const relations = checkedRelations(request.relations);
  await requireSubjects(reads, [ends.from, ends.to], at);
  const sides = { from: startAt(ends.from), to: startAt(ends.to) };
  const { meeting, gaveUp } = await meet(reads, sides, { ...request, relations });
  const reached = new Set([...sides.from.nearer.keys(), ...sides.to.nearer.keys()]).size;
  const answer = { ...ends, relations, truncated: gaveUp, reached };
  if (meeting.length === 0) return { ...answer, subjects: [], links: [] };
  const ids = firstPath(sides, meeting, ends.from);
  const links = await reads.linksAmong({ ids, relations, at });
  const follow = ({ source, target }: { source: string; target: string }) =>
    Math.abs(ids.indexOf(source) - ids.indexOf(target)) === 1;
  return {
    ...answer,
    length: ids.length - 1,
    subjects: await requireSubjects(reads, ids, at),
    links: orderedLinks(links.filter(follow)),
  };
}

function startAt(id: string): Side {
  return { frontier: [id], depth: 0, nearer: new Map([[id, []]]) };
}

/**
 * Grows the sides until they meet. Both are whole up to their depth and had not met before, so whoever they meet at
 * lies on a shortest path, and every shortest path goes through one of those.
 */
async function meet(
  reads: ExplorationReads,
  { from, to }: { from: Side; to: Side },
  { relations, at, maxLength }: PathRequest,
): Promise<{ meeting: readonly string[]; gaveUp: boolean }> {
  let left = MAX_STEPS;
  while (from.depth + to.depth < maxLength) {
    const [side, other] = from.frontier.length <= to.frontier.length ? [from, to] : [to, from];
    if (side.frontier.length === 0) break;
    const steps = await reads.steps({ ids: side.frontier, relations, at }, left + 1);
    if (steps.length > left) return { meeting: [], gaveUp: true };
    left -= steps.length;
    grow(side, steps);
    const meeting = side.frontier.filter((id) => other.nearer.has(id));
    if (meeting.length > 0) return { meeting, gaveUp: false };
  }
  return { meeting: [], gaveUp: false };
}

function grow(side: Side, steps: readonly { from: string; to: string }[]): void {
  const next = new Map<string, string[]>();
  for (const { from, to } of steps) {
    if (side.nearer.has(to)) continue;
    const leads = next.get(to);
    if (leads === undefined) next.set(to, [from]);
    else leads.push(from);
  }
  for (const [id, leads] of next) side.nearer.set(id, leads);
  side.frontier = [...next.keys()];
  side.depth += 1;
}

/** Of the shortest paths through those met at, the first in the order of the ids from the start on. */
function firstPath(
  { from, to }: { from: Side; to: Side },
  meeting: readonly string[],
  start: string,
): readonly string[] {
  const onward = new Map<string, Set<string>>();
  let level: ReadonlySet<string> = new Set(meeting);
  while (level.size > 0) {
    const before = new Set<string>();
    for (const id of level) {
      for (const lead of from.nearer.get(id) ?? []) {
        onward.set(lead, (onward.get(lead) ?? new Set()).add(id));
        before.add(lead);
      }
    }
    level = before;
  }
  const path: string[] = [];
  let id: string | undefined = start;
  while (id !== undefined) {
    path.push(id);
    id = first([...(onward.get(id) ?? to.nearer.get(id) ?? [])]);
  }
  return path;
}

function first(ids: readonly string[]): string | undefined {
  return [...ids].sort(compareCodePoints)[0];
}
