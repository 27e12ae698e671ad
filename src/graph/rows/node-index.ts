import { InvalidInputError } from '../../domain/errors.ts';

/** Throws InvalidInputError, naming the kernel and what the node is to it, for an index that names no node. */
export function assertNode(
  kernel: string,
  role: string,
  { node, nodes }: { node: number; nodes: number },
): void {
  if (Number.isInteger(node) && node >= 0 && node < nodes) return;
  throw new InvalidInputError(
    `${kernel}: ${role} ${node} is no node; expected a whole number from 0 and below ${nodes}.`,
    { context: { node, nodes } },
  );
}
