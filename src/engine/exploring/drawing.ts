/** What was explored as a graph that tools draw: nodes with their measures, edges, and the formats they read. */
import { writeGraphml } from '../../graph/graphml.ts';
import {
  makeSubgraph,
  measureSubgraph,
  writeGexf,
  type SubgraphEdge,
  type SubgraphMeasures,
  type SubgraphNode,
} from '../../graph/subgraph.ts';
import type { ExploredLink, ExploredSubject, GuaranteeChain } from './explorer.ts';

/** Subjects and the links among them; every link's ends are subjects. */
export interface Explored {
  readonly subjects: readonly (ExploredSubject & { readonly distance?: number })[];
  readonly links: readonly ExploredLink[];
}

/** By how much each visit is further on than the last, in Louvain's order of visits. */
const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

/** The measures of what was explored, its subjects in their order; equal graphs have equal ones. */
export function measure({ subjects, links }: Explored): SubgraphMeasures {
  const nodes = subjects.map((subject) => ({ id: subject.id, label: '', attributes: {} }));
  return measureSubgraph(makeSubgraph(nodes, links.map(edgeOf)), weylSequence());
}

/** A guarantee chain's links, one for each pair. */
export function chainExplored({ subjects, links }: GuaranteeChain): Explored {
  const byPair = new Map<string, ExploredLink>();
  for (const { guarantor, debtor } of links) {
    const key = JSON.stringify([guarantor, debtor]);
    const facts = (byPair.get(key)?.facts ?? 0) + 1;
    byPair.set(key, { relation: 'guarantees', source: guarantor, target: debtor, facts, weight: facts });
  }
  return { subjects, links: [...byPair.values()] };
}

/** For Gephi and whatever else reads GEXF, with the measures as attributes; ties are directed edges with `symmetric` true. */
export function toGexf(explored: Explored): string {
  const { nodes, edges } = drawn(explored);
  return `${writeGexf(nodes, edges)}\n`;
}

/** For yEd, Cytoscape, NetworkX and whatever else reads GraphML; otherwise as in GEXF. */
export function toGraphml(explored: Explored): string {
  const { nodes, edges } = drawn(explored);
  return writeGraphml(nodes, edges);
}

function drawn(explored: Explored): { nodes: readonly SubgraphNode[]; edges: readonly SubgraphEdge[] } {
  const { byNode } = measure(explored);
  const nodes = explored.subjects.map(({ id, kind, displayName, distance }, index) => ({
    id: xmlText(id),
    label: xmlText(displayName ?? id),
    attributes: { kind, ...(distance === undefined ? {} : { distance }), ...byNode[index]! },
  }));
  const edges = explored.links.map((link) => {
    const edge = edgeOf(link);
    return { ...edge, source: xmlText(edge.source), target: xmlText(edge.target) };
  });
  return { nodes, edges };
}

/** Facts are what holds two together; a rating's value may be negative, which no community could be made of. */
function edgeOf({ relation, source, target, facts, weight }: ExploredLink): SubgraphEdge {
  const isDirected = relation !== 'knows';
  return { source, target, isDirected, weight: facts, attributes: { relation, value: weight } };
}

/** The two characters that an id may have and XML may not. */
function xmlText(text: string): string {
  return text.toWellFormed().replaceAll(/[\ufffe\uffff]/g, '\ufffd');
}

/** Numbers spread evenly over [0, 1), always the same ones. */
function weylSequence(): () => number {
  let last = 0;
  return () => {
    last = (last + GOLDEN_RATIO) % 1;
    return last;
  };
}
