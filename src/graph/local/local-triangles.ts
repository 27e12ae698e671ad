/**
 * In how many triangles (cohesion/triangles.ts) one node is, of rows that may change.
 *
 * Conventions: as there, over the nodes that count alone: one that does not is in none.
 *
 * Complexity: for each neighbour the shorter of the two rows is read and looked up in the longer one.
 */
import { firstFrom, type PatchedRows, type RowView } from './patched-rows.ts';

/** @param rows - undirected */
export function trianglesAt(rows: PatchedRows, node: number, counts: (node: number) => boolean): number {
  if (!counts(node)) return 0;
  const own = { ...rows.row(node) };
  let corners = 0;
  visitDistinct(own, (neighbour) => {
    if (neighbour === node || !counts(neighbour)) return;
    visitCommon(own, { ...rows.row(neighbour) }, (common) => {
      if (common !== node && common !== neighbour && counts(common)) corners++;
    });
  });
  return corners / 2;
}

/** Each node that is in both rows, once. */
export function visitCommon(one: RowView, other: RowView, visitor: (node: number) => void): void {
  const [short, long] = one.to - one.from <= other.to - other.from ? [one, other] : [other, one];
  visitDistinct(short, (node) => {
    const entry = firstFrom(long, node);
    if (entry < long.to && long.targets[entry] === node) visitor(node);
  });
}

function visitDistinct({ targets, from, to }: RowView, visitor: (node: number) => void): void {
  for (let entry = from; entry < to; entry++)
    if (entry === from || targets[entry] !== targets[entry - 1]) visitor(targets[entry]!);
}
