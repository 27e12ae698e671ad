import type { NeighbourMeans } from '../../src/graph/affine/neighbour-means.ts';

/** The raw weights written out from their definition. */
export function rawPairs({ nodes, ties, groupsOf, membersOf, credence: c }: NeighbourMeans): number[][] {
  const raw = Array.from({ length: nodes }, () => new Array<number>(nodes).fill(0));
  for (let i = 0; i < nodes; i++) {
    for (let e = ties.offsets[i]!; e < ties.offsets[i + 1]!; e++)
      raw[i]![ties.targets[e]!]! += ties.weights[e]! * c[ties.targets[e]!]!;
    for (let e = groupsOf.offsets[i]!; e < groupsOf.offsets[i + 1]!; e++) {
      const group = groupsOf.targets[e]!;
      const others = [
        ...membersOf.targets.slice(membersOf.offsets[group], membersOf.offsets[group + 1]),
      ].filter((j) => j !== i);
      const sum = others.reduce((total, j) => total + c[j]!, 0);
      for (const j of others)
        if (sum > 0) raw[i]![j]! += ((groupsOf.weights[e]! * sum) / (1 + sum)) * (c[j]! / sum);
    }
  }
  return raw;
}
