/** What is measured of a network to tell whether a generated one is like real ones. */

/** Directed edges between nodes 0 to `nodes` - 1; parallel edges and self-loops are passed over. */
export interface Network {
  readonly nodes: number;
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
}

export interface NetworkStatistics {
  /** Nodes with an edge, and pairs of them that have one either way. */
  readonly nodes: number;
  readonly pairs: number;
  readonly degreeExponent: number;
  /** The degree from which the power law is fitted. */
  readonly exponentFrom: number;
  readonly clustering: number;
  readonly assortativity: number;
  /** The share of directed edges that have their reverse. */
  readonly reciprocity: number;
}

export function measureNetwork(network: Network): NetworkStatistics {
  const neighbours = undirected(network);
  const degrees = neighbours.map((own) => own.size).filter((degree) => degree > 0);
  const { exponent, from } = powerLawFit(degrees);
  return {
    nodes: degrees.length,
    pairs: degrees.reduce((sum, degree) => sum + degree, 0) / 2,
    degreeExponent: exponent,
    exponentFrom: from,
    clustering: averageClustering(neighbours),
    assortativity: degreeAssortativity(neighbours),
    reciprocity: reciprocity(network),
  };
}

function undirected({ nodes, from, to }: Network): readonly ReadonlySet<number>[] {
  const neighbours = Array.from({ length: nodes }, () => new Set<number>());
  for (let edge = 0; edge < from.length; edge++) {
    const [a, b] = [from[edge]!, to[edge]!];
    if (a === b) continue;
    neighbours[a]!.add(b);
    neighbours[b]!.add(a);
  }
  return neighbours;
}

/**
 * The exponent of a discrete power law from the degree `from` on, by maximum likelihood:
 *
 *     exponent = 1 + n / sum ln(x / (from - 1/2))
 *
 * `from` is the one for which the fitted and the observed distribution lie closest (Kolmogorov and Smirnov), among
 * those that leave 50 nodes or more.
 *
 * Reference: Clauset, Shalizi, Newman, "Power-law distributions in empirical data", SIAM Review 51(4), 2009,
 * doi:10.1137/070710111, equation 3.7.
 */
export function powerLawFit(degrees: readonly number[]): { exponent: number; from: number } {
  const sorted = degrees.toSorted((a, b) => a - b);
  let best = { exponent: Number.NaN, from: Number.NaN, distance: Number.POSITIVE_INFINITY };
  let first = 0;
  while (sorted.length - first >= 50) {
    const tail = sorted.slice(first);
    const from = tail[0]!;
    const exponent = 1 + tail.length / tail.reduce((sum, x) => sum + Math.log(x / (from - 0.5)), 0);
    const distance = largestGap(tail, from, exponent);
    if (distance < best.distance) best = { exponent, from, distance };
    first = sorted.findIndex((x) => x > from);
    if (first < 0) break;
  }
  return best;
}

function largestGap(tail: readonly number[], from: number, exponent: number): number {
  let gap = 0;
  for (const [index, x] of tail.entries()) {
    if (tail[index + 1] === x) continue;
    const fitted = 1 - Math.pow((x + 0.5) / (from - 0.5), 1 - exponent);
    gap = Math.max(gap, Math.abs((index + 1) / tail.length - fitted));
  }
  return gap;
}

/** The mean over nodes of the share of pairs of neighbours that are neighbours; 0 for a node with fewer than two. */
function averageClustering(neighbours: readonly ReadonlySet<number>[]): number {
  let sum = 0;
  let counted = 0;
  for (const own of neighbours) {
    if (own.size > 0) counted++;
    if (own.size < 2) continue;
    let closed = 0;
    for (const a of own) {
      const theirs = neighbours[a]!;
      const [small, large] = theirs.size < own.size ? [theirs, own] : [own, theirs];
      for (const b of small) if (large.has(b)) closed++;
    }
    sum += closed / (own.size * (own.size - 1));
  }
  return sum / counted;
}

/** The correlation of the degrees at both ends of an edge (Newman 2002, doi:10.1103/PhysRevLett.89.208701). */
function degreeAssortativity(neighbours: readonly ReadonlySet<number>[]): number {
  let [ends, sum, squares, products] = [0, 0, 0, 0];
  for (const own of neighbours) {
    for (const other of own) {
      ends++;
      sum += own.size;
      squares += own.size * own.size;
      products += own.size * neighbours[other]!.size;
    }
  }
  const mean = sum / ends;
  return (products / ends - mean * mean) / (squares / ends - mean * mean);
}

function reciprocity({ nodes, from, to }: Network): number {
  const edges = new Set<number>();
  for (let edge = 0; edge < from.length; edge++)
    if (from[edge] !== to[edge]) edges.add(from[edge]! * nodes + to[edge]!);
  let answered = 0;
  for (const edge of edges) if (edges.has((edge % nodes) * nodes + Math.floor(edge / nodes))) answered++;
  return answered / edges.size;
}
