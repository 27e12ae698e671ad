import { compareCodePoints } from '../../domain/order.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import { checkBound, checkEnds, requireSubjects } from './checks.ts';
import { egonet } from './egonet.ts';
import {
  MAX_SUBJECTS,
  type GraphExplorer,
  type MoneyBetween,
  type SearchAnswer,
  type SharedIdentifiers,
} from './explorer.ts';
import { guaranteeChain } from './guarantee-chain.ts';
import type { ExplorationReads } from './reads.ts';
import { shortestPath } from './shortest-path.ts';

/** An explorer over what a store reads. */
export function makeExplorer(reads: ExplorationReads): GraphExplorer {
  return {
    egonet: (id, request) => egonet(reads, id, request),
    shortestPath: (ends, request) => shortestPath(reads, ends, request),
    search: (text, request) => search(reads, text, request),
    guaranteeChain: (id, request) => guaranteeChain(reads, id, request),
    sharedIdentifiers: (id, request) => sharedIdentifiers(reads, id, request),
    moneyBetween: (ends, at) => moneyBetween(reads, ends, at),
  };
}

type Request<Name extends keyof GraphExplorer> = Parameters<GraphExplorer[Name]>[1];

async function search(
  reads: ExplorationReads,
  text: string,
  { at, limit }: Request<'search'>,
): Promise<SearchAnswer> {
  checkBound('limit', limit, MAX_SUBJECTS);
  const wanted = text.trim();
  if (wanted === '') throw new InvalidInputError('explore: expected a text to search for; came none');
  const { rows, total } = await reads.search(wanted, { at, limit });
  return { subjects: rows, found: total, truncated: total > rows.length };
}

async function sharedIdentifiers(
  reads: ExplorationReads,
  id: string,
  { at, limit }: Request<'sharedIdentifiers'>,
): Promise<SharedIdentifiers> {
  checkBound('limit', limit, MAX_SUBJECTS);
  await requireSubjects(reads, [id], at);
  const { rows, total } = await reads.identifiersOf(id, { at, limit });
  const isCut = rows.some(({ others, found }) => found > others.length);
  return { subject: id, identifiers: rows, found: total, truncated: isCut || total > rows.length };
}

async function moneyBetween(
  reads: ExplorationReads,
  ends: { from: string; to: string },
  at: Request<'moneyBetween'>,
): Promise<MoneyBetween> {
  checkEnds(ends);
  const subjects = await requireSubjects(reads, [ends.from, ends.to], at);
  const lines = [...(await reads.moneyBetween(ends, at))].sort(
    (a, b) =>
      Number(a.payer === ends.to) - Number(b.payer === ends.to) ||
      compareCodePoints(a.kind, b.kind) ||
      compareCodePoints(a.status, b.status) ||
      compareCodePoints(a.currency, b.currency),
  );
  return { subjects, lines };
}
