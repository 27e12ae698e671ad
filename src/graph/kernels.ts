/**
 * Every kernel that may run on other threads, by name: what a lead thread is asked for, and, by importing their
 * modules, all steps that a helper thread may be handed. A kernel takes one input of typed arrays and plain values,
 * and a context.
 */
import { affineFixedPoint } from './affine/affine-fixed-point.ts';
import type { AffineOptions } from './affine/affine-fixed-point.ts';
import { affineInfluence } from './affine/affine-influence.ts';
import { breadthFirstSearch } from './paths/breadth-first-search.ts';
import { coreNumbers } from './cohesion/core-numbers.ts';
import { buildIn, buildOut, buildUndirected } from './rows/csr.ts';
import type { Csr, RowOrder } from './rows/compressed-rows.ts';
import type { TemporalCycleOptions } from './cycles/cycle-options.ts';
import { denseBlock } from './cohesion/dense-block-peeling.ts';
import type { DenseBlockInput } from './cohesion/dense-block-peeling.ts';
import type { EdgeList, WeightRule } from './rows/edge-list.ts';
import type { KernelContext } from './run/executor.ts';
import { fairnessGoodness } from './trust/fairness-goodness.ts';
import type { FairnessGoodnessOptions } from './trust/fairness-goodness.ts';
import { guaranteeChains } from './trust/guarantee-chains.ts';
import type { GuaranteeChainOptions, Guarantees } from './trust/guarantees.ts';
import type { IterationOptions } from './run/iteration.ts';
import { labelPropagation } from './cohesion/label-propagation.ts';
import type { LabelPropagationOptions } from './cohesion/label-propagation.ts';
import { localClustering } from './cohesion/local-clustering.ts';
import { mutualReliability } from './trust/mutual-reliability.ts';
import type { DealingRecord, MutualReliabilityOptions } from './trust/mutual-reliability.ts';
import { prepareNeighbourMeans } from './affine/neighbour-means.ts';
import type { NeighbourMeans, NeighbourMeansInput } from './affine/neighbour-means.ts';
import { pageRank } from './walks/page-rank.ts';
import type { PageRankOptions } from './walks/page-rank.ts';
import { reviewerReliability } from './trust/reviewer-reliability.ts';
import type { ReviewerReliabilityOptions } from './trust/reviewer-reliability.ts';
import { shortestPaths } from './paths/shortest-paths.ts';
import { simpleGraph } from './rows/simple-graph.ts';
import type { SimpleGraph } from './rows/simple-graph.ts';
import { stronglyConnectedComponents } from './components/strongly-connected-components.ts';
import { sybilRank } from './trust/sybil-rank.ts';
import type { SybilRankOptions } from './trust/sybil-rank.ts';
import { temporalCycles } from './cycles/temporal-cycles.ts';
import type { TemporalCycleInput } from './cycles/temporal-cycles.ts';
import { triangles } from './cohesion/triangles.ts';
import { weaklyConnectedComponents } from './components/weakly-connected-components.ts';

interface Edges {
  readonly edges: EdgeList;
  readonly nodes: number;
}
interface Build extends Edges {
  /** Default `non-negative`. */
  readonly rule?: WeightRule;
  /** Default `ascending`. */
  readonly order?: RowOrder;
}

interface BothDirections {
  readonly outgoing: Csr;
  readonly incoming: Csr;
}

/** Gives a kernel's input and output their types. */
function kernel<I, O>(run: (input: I, context: KernelContext) => O): typeof run {
  return run;
}

export const KERNELS = {
  buildOut: kernel(({ edges, nodes, rule, order }: Build, context) =>
    buildOut(edges, nodes, { ...context, rule, order }),
  ),
  buildIn: kernel(({ edges, nodes, rule, order }: Build, context) =>
    buildIn(edges, nodes, { ...context, rule, order }),
  ),
  buildUndirected: kernel(({ edges, nodes, rule, order }: Build, context) =>
    buildUndirected(edges, nodes, { ...context, rule, order }),
  ),
  pageRank: kernel(({ incoming, ...options }: PageRankOptions & { incoming: Csr }, context) =>
    pageRank(incoming, options, context),
  ),
  breadthFirstSearch: kernel(
    ({ rows, incoming, sources }: { rows: Csr; incoming?: Csr; sources: readonly number[] }, context) =>
      breadthFirstSearch(rows, sources, { ...context, incoming }),
  ),
  weaklyConnectedComponents: kernel(({ edges, nodes }: Edges, context) =>
    weaklyConnectedComponents(edges, nodes, context),
  ),
  stronglyConnectedComponents: kernel(({ outgoing, incoming }: BothDirections, context) =>
    stronglyConnectedComponents(outgoing, incoming, context),
  ),
  simpleGraph: kernel(({ outgoing, incoming }: BothDirections, context) =>
    simpleGraph(outgoing, incoming, context),
  ),
  coreNumbers: kernel(({ graph }: { graph: SimpleGraph }, context) => coreNumbers(graph, context)),
  triangles: kernel(({ graph }: { graph: SimpleGraph }, context) => triangles(graph, context)),
  localClustering: kernel(({ graph }: { graph: SimpleGraph }, context) => localClustering(graph, context)),
  labelPropagation: kernel(
    ({ neighbours, ...options }: LabelPropagationOptions & { neighbours: Csr }, context) =>
      labelPropagation(neighbours, options, context),
  ),
  shortestPaths: kernel(({ rows, sources }: { rows: Csr; sources: readonly number[] }, context) =>
    shortestPaths(rows, sources, context),
  ),
  sybilRank: kernel(({ rows, ...options }: SybilRankOptions & { rows: Csr }, context) =>
    sybilRank(rows, options, context),
  ),
  reviewerReliability: kernel(
    ({ outgoing, ...options }: ReviewerReliabilityOptions & { outgoing: Csr }, context) =>
      reviewerReliability(outgoing, options, context),
  ),
  mutualReliability: kernel(
    ({ dealings, broken, ...options }: MutualReliabilityOptions & DealingRecord, context) =>
      mutualReliability({ dealings, broken }, options, context),
  ),
  neighbourMeans: kernel((input: NeighbourMeansInput, context) => prepareNeighbourMeans(input, context)),
  affineFixedPoint: kernel(({ means, ...options }: AffineOptions & { means: NeighbourMeans }, context) =>
    affineFixedPoint(means, options, context),
  ),
  affineInfluence: kernel(
    ({ means, ...options }: IterationOptions & { means: NeighbourMeans; shares: Float64Array }, context) =>
      affineInfluence(means, options, context),
  ),
  guaranteeChains: kernel(
    ({ guarantees, ...options }: GuaranteeChainOptions & { guarantees: Guarantees }, context) =>
      guaranteeChains(guarantees, options, context),
  ),
  denseBlock: kernel((input: DenseBlockInput, context) => denseBlock(input, context)),
  temporalCycles: kernel(({ edges, nodes, ...options }: TemporalCycleOptions & TemporalCycleInput, context) =>
    temporalCycles({ edges, nodes }, options, context),
  ),
  fairnessGoodness: kernel(({ outgoing, ...options }: FairnessGoodnessOptions & { outgoing: Csr }, context) =>
    fairnessGoodness(outgoing, options, context),
  ),
};

type Kernels = typeof KERNELS;
export type KernelName = keyof Kernels;
export type KernelInput<K extends KernelName> = Parameters<Kernels[K]>[0];
export type KernelOutput<K extends KernelName> = ReturnType<Kernels[K]>;
