/** Numbers per node that grow with the nodes. */
import { assertNode } from '../rows/node-index.ts';

type Columns = Readonly<Record<string, Float64Array>>;

/**
 * The columns themselves where they have room for so many nodes, else longer ones that begin alike. What lies beyond the
 * nodes there were is `fresh`.
 */
export function withRoom<C extends Columns>(
  columns: C,
  nodes: number,
  fresh: { readonly [K in keyof C]: number },
): C {
  const [first] = Object.values(columns);
  if (first === undefined || first.length >= nodes) return columns;
  // Half as many again, so that nodes that come one by one are not copied each time.
  const room = Math.ceil(1.5 * nodes);
  const grown = Object.entries(columns).map(([name, column]) => {
    const longer = new Float64Array(room).fill(fresh[name]!, column.length);
    longer.set(column);
    return [name, longer] as const;
  });
  return Object.fromEntries(grown) as C;
}

/** Each node once, ascending. Throws InvalidInputError, naming the kernel, for what is none. */
export function ascendingNodes(kernel: string, given: Iterable<number>, nodes: number): Uint32Array {
  const distinct = new Set(given);
  for (const node of distinct) assertNode(kernel, 'changed node', { node, nodes });
  return Uint32Array.from(distinct).sort();
}
