/** What was explored as JSON, with the same fields on the command line and over HTTP; texts of instants are ISO 8601. */
import type { Instant } from '../../domain/time.ts';
import type { SubgraphMeasures } from '../../graph/subgraph.ts';
import type {
  Egonet,
  ExploredLink,
  ExploredSubject,
  GuaranteeChain,
  MoneyBetween,
  SearchAnswer,
  SharedIdentifiers,
  ShortestPath,
} from './explorer.ts';

const PARTS_PER_MILLION = 1_000_000;

interface SubjectJson {
  id: string;
  kind: ExploredSubject['kind'];
  display_name?: string;
}
interface LinkJson extends Omit<ExploredLink, 'weight'> {
  /** knows: the strength of the strongest tie, 0 to 1; rated: the sum of the values, each -1 to 1; else `facts`. */
  weight: number;
}
interface MeasuresJson extends Omit<SubgraphMeasures, 'byNode'> {
  nodes: number;
}
export interface EgonetJson {
  center: string;
  radius: number;
  relations: ExploredLink['relation'][];
  truncated: boolean;
  rings: { distance: number; found: number; kept: number }[];
  measures: MeasuresJson;
  subjects: (SubjectJson & {
    distance: number;
    facts: number;
    is_hub: boolean;
    degree: number;
    clustering: number;
    betweenness: number;
    community: number;
  })[];
  links: LinkJson[];
}
export interface PathJson {
  from: string;
  to: string;
  relations: ExploredLink['relation'][];
  length: number | null;
  truncated: boolean;
  reached: number;
  subjects: SubjectJson[];
  links: LinkJson[];
}
export interface SearchJson {
  found: number;
  truncated: boolean;
  subjects: SubjectJson[];
}

export function egonetJson(egonet: Egonet, { byNode, ...measures }: SubgraphMeasures): EgonetJson {
  return {
    center: egonet.center,
    radius: egonet.radius,
    relations: [...egonet.relations],
    truncated: egonet.truncated,
    rings: [...egonet.rings],
    measures,
    subjects: egonet.subjects.map((subject, index) => ({
      ...subjectJson(subject),
      distance: subject.distance,
      facts: subject.facts,
      is_hub: subject.isHub,
      ...byNode[index]!,
    })),
    links: egonet.links.map(linkJson),
  };
}

export function pathJson({ length, relations, subjects, links, ...path }: ShortestPath): PathJson {
  return {
    ...path,
    relations: [...relations],
    length: length ?? null,
    subjects: subjects.map(subjectJson),
    links: links.map(linkJson),
  };
}

export function searchJson({ subjects, found, truncated }: SearchAnswer): SearchJson {
  return { found, truncated, subjects: subjects.map(subjectJson) };
}

export function chainJson({ subjects, links, ...chain }: GuaranteeChain): object {
  return {
    ...chain,
    subjects: subjects.map(subjectJson),
    links: links.map(({ since, obligation, amountMinor, inCircle, ...link }) => ({
      ...link,
      since: iso(since),
      obligation: obligation ?? null,
      amount_minor: amountMinor ?? null,
      in_circle: inCircle,
    })),
  };
}

export function identifiersJson({ identifiers, ...shared }: SharedIdentifiers): object {
  return {
    ...shared,
    identifiers: identifiers.map(({ firstAt, lastAt, others, ...identifier }) => ({
      ...identifier,
      first_at: iso(firstAt),
      last_at: iso(lastAt),
      others: others.map((other) => ({
        ...subjectJson(other),
        first_at: iso(other.firstAt),
        last_at: iso(other.lastAt),
      })),
    })),
  };
}

export function moneyJson({ subjects, lines }: MoneyBetween): object {
  return {
    subjects: subjects.map(subjectJson),
    lines: lines.map(({ amountMinor, firstAt, lastAt, ...line }) => ({
      ...line,
      amount_minor: amountMinor,
      first_at: iso(firstAt),
      last_at: iso(lastAt),
    })),
  };
}

function subjectJson({ id, kind, displayName }: ExploredSubject): SubjectJson {
  return { id, kind, ...(displayName === undefined ? {} : { display_name: displayName }) };
}

function linkJson({ weight, ...link }: ExploredLink): LinkJson {
  const isRatio = link.relation === 'knows' || link.relation === 'rated';
  return { ...link, weight: isRatio ? weight / PARTS_PER_MILLION : weight };
}

function iso(instant: Instant): string {
  return new Date(instant).toISOString();
}
