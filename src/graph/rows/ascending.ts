import { InvalidInputError } from '../../domain/errors.ts';
import type { Csr } from './compressed-rows.ts';

/** For kernels that merge rows or read runs in them. Throws InvalidInputError for rows in the order of their list. */
export function assertAscending(kernel: string, { order, nodes, edges }: Csr): void {
  if (order !== 'listed') return;
  throw new InvalidInputError(
    `${kernel}: rows in the order of their edge list came, expected ascending ones. Build them with the order 'ascending'.`,
    { context: { nodes, edges } },
  );
}
