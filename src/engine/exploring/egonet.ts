import { checkBound, checkedRelations, requireSubjects } from './checks.ts';
import {
  HUB_FACTS,
  MAX_RADIUS,
  MAX_SUBJECTS,
  type Egonet,
  type EgonetRequest,
  type EgonetRing,
  type EgonetSubject,
} from './explorer.ts';
import { orderedLinks } from './links.ts';
import type { ExplorationReads, Neighbour } from './reads.ts';

/** As `GraphExplorer` has it: breadth first, a ring at a time, until one ring has more than there is room for. */
export async function egonet(reads: ExplorationReads, id: string, request: EgonetRequest): Promise<Egonet> {
  checkBound('radius', request.radius, MAX_RADIUS);
  checkBound('limit', request.limit, MAX_SUBJECTS);
  const { at, radius } = request;
  const relations = checkedRelations(request.relations);
  const [center] = await requireSubjects(reads, [id], at);
  const { rings, hubs } = await growRings(reads, id, { ...request, relations });
  const subjects: readonly EgonetSubject[] = [
    { ...center!, distance: 0, facts: 0, isHub: false },
    ...rings.flatMap(({ distance, subjects }) =>
      subjects.map((subject) => ({ ...subject, distance, isHub: hubs.has(subject.id) })),
    ),
  ];
  const links = await reads.linksAmong({ ids: subjects.map((subject) => subject.id), relations, at });
  return {
    ...{ center: id, radius, relations, subjects },
    links: orderedLinks(links),
    rings: rings.map(({ distance, found, subjects: { length: kept } }) => ({ distance, found, kept })),
    truncated: hubs.size > 0 || rings.some(({ found, subjects }) => found > subjects.length),
  };
}

interface GrownRing extends Omit<EgonetRing, 'kept'> {
  readonly subjects: readonly Neighbour[];
}

async function growRings(
  reads: ExplorationReads,
  center: string,
  { relations, at, radius, limit }: EgonetRequest,
): Promise<{ rings: readonly GrownRing[]; hubs: ReadonlySet<string> }> {
  const rings: GrownRing[] = [];
  const hubs = new Set<string>();
  const kept = [center];
  let ids: readonly string[] = [center];
  for (let distance = 1; distance <= radius && ids.length > 0; distance++) {
    // Somebody asked for the centre, however many it is linked to.
    const mostFacts = distance === 1 ? Number.MAX_SAFE_INTEGER : HUB_FACTS;
    const bounds = { except: kept, limit: limit + 1 - kept.length, mostFacts };
    const found = await reads.neighbours({ ids, relations, at }, bounds);
    for (const hub of found.hubs) hubs.add(hub);
    if (found.total > 0) rings.push({ distance, found: found.total, subjects: found.rows });
    if (found.total > found.rows.length) break;
    ids = found.rows.map(({ id }) => id);
    kept.push(...ids);
  }
  return { rings, hubs };
}
