import { InvalidInputError } from '../../domain/errors.ts';
import type { Csr } from './csr.ts';

/** For kernels that walk edges both ways. Throws InvalidInputError where the rows cannot be of the same edges. */
export function assertBothDirections(kernel: string, outgoing: Csr, incoming: Csr): void {
  if (outgoing.nodes === incoming.nodes && outgoing.edges === incoming.edges) return;
  throw new InvalidInputError(
    `${kernel}: rows by source of ${outgoing.nodes} nodes and ${outgoing.edges} edges came with rows by target ` +
      `of ${incoming.nodes} nodes and ${incoming.edges} edges. Build both from the same edge list.`,
    { context: { nodes: outgoing.nodes, edges: outgoing.edges } },
  );
}
