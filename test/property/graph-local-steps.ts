import fc from 'fast-check';
import { expect } from 'vitest';
import { Journal } from '../../src/graph/local/journal.ts';
import type { PatchedRows } from '../../src/graph/local/patched-rows.ts';
import type { Csr } from '../../src/graph/rows/csr.ts';

/** An edge and what a kernel needs of it besides. */
export type Entry = readonly [source: number, target: number, weight: number, other: number];

/** Edges that come and go, and nodes that come. */
export interface Step {
  readonly newNodes: number;
  /** Ends are taken modulo the nodes there are by then. */
  readonly added: readonly Entry[];
  /** Which edges go, modulo those there are. */
  readonly removed: readonly number[];
  /** Whether the step is taken back before the next. */
  readonly isTakenBack: boolean;
}

export interface Story {
  readonly nodes: number;
  readonly edges: readonly Entry[];
  readonly steps: readonly Step[];
}

export function stories(weight: fc.Arbitrary<number>, other: fc.Arbitrary<number>): fc.Arbitrary<Story> {
  const entry = fc.tuple(fc.nat(1000), fc.nat(1000), weight, other);
  const step = fc.record({
    newNodes: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(12) }),
    added: fc.array(entry, { maxLength: 4 }),
    removed: fc.array(fc.nat(1000), { maxLength: 3 }),
    isTakenBack: fc.boolean(),
  });
  return fc
    .record({
      nodes: fc.integer({ min: 1, max: 12 }),
      edges: fc.array(entry, { maxLength: 40 }),
      steps: fc.array(step, { minLength: 1, maxLength: 8 }),
    })
    .map(({ nodes, edges, steps }) => ({ nodes, edges: edges.map((one) => within(one, nodes)), steps }));
}

function within([source, target, ...rest]: Entry, nodes: number): Entry {
  return [source % nodes, target % nodes, ...rest];
}

export interface Stage {
  readonly nodes: number;
  readonly edges: readonly Entry[];
  /** Both ends of what came or went, and the new nodes. */
  readonly changed: readonly number[];
}

/** What a step makes of a graph. */
export function takeStep({ nodes, edges }: Omit<Stage, 'changed'>, step: Step): Stage {
  const grown = nodes + step.newNodes;
  const gone = new Set(edges.length === 0 ? [] : step.removed.map((edge) => edge % edges.length));
  const added = step.added.map((one) => within(one, grown));
  const touched = [...edges.filter((_, edge) => gone.has(edge)), ...added].flatMap(([u, v]) => [u, v]);
  const fresh = Array.from({ length: step.newNodes }, (_, place) => nodes + place);
  return {
    nodes: grown,
    edges: [...edges.filter((_, edge) => !gone.has(edge)), ...added],
    changed: [...touched, ...fresh],
  };
}

/** Makes the rows of these nodes those of `csr`, and adds the nodes it has more. */
export function follow(
  rows: PatchedRows,
  { csr, changed }: { readonly csr: Csr; readonly changed: readonly number[] },
  journal: Journal,
): void {
  rows.addNodes(csr.nodes - rows.nodes, journal);
  for (const node of changed) {
    const [from, to] = [csr.offsets[node]!, csr.offsets[node + 1]!];
    const weights = csr.weights?.slice(from, to) ?? new Float64Array(0);
    rows.replace(node, { targets: csr.targets.slice(from, to), weights }, journal);
  }
}

/** The rows as they read, and every number besides, to be compared after something was taken back. */
export function snapshot(rows: readonly PatchedRows[], columns: readonly Float64Array[]): unknown {
  return {
    rows: rows.map((one) =>
      Array.from({ length: one.nodes }, (_, node) => {
        const { targets, weights, from, to } = one.row(node);
        return [[...targets.subarray(from, to)], [...weights.subarray(from, to)]];
      }),
    ),
    columns: columns.map((column) => [...new Uint8Array(column.slice().buffer)]),
  };
}

/** A kernel that follows a story: what it does at each stage, and what it holds. */
export interface Follower {
  update(stage: Stage, journal: Journal): void;
  expectWithinBound(stage: Omit<Stage, 'changed'>): void;
  readonly rows: readonly PatchedRows[];
  readonly columns: () => readonly Float64Array[];
}

/**
 * Goes through the story; what is taken back is taken again, to stay, so that it must have left everything as it was and
 * come to the same.
 */
export function goThrough({ nodes, edges, steps }: Story, follower: Follower): void {
  let stage: Stage = { nodes, edges, changed: [] };
  follower.expectWithinBound(stage);
  for (const step of steps) {
    const next = takeStep(stage, step);
    if (step.isTakenBack) {
      const before = snapshot(follower.rows, follower.columns());
      const journal = new Journal({ isPassing: true });
      follower.update(next, journal);
      const once = snapshot(follower.rows, follower.columns());
      journal.rollBack();
      expect(snapshot(follower.rows, follower.columns())).toEqual(before);
      follower.update(next, new Journal());
      expect(snapshot(follower.rows, follower.columns())).toEqual(once);
    } else follower.update(next, new Journal());
    stage = next;
    follower.expectWithinBound(stage);
  }
}
