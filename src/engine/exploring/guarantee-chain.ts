import { compareCodePoints } from '../../domain/order.ts';
import { checkBound, requireSubjects } from './checks.ts';
import { MAX_CHAIN_HOPS, MAX_GUARANTEES, type ChainRequest, type GuaranteeChain } from './explorer.ts';
import type { ExplorationReads, Guarantee } from './reads.ts';

/** As `GraphExplorer` has it: hop by hop from guarantor to debtor, each subject once. */
export async function guaranteeChain(
  reads: ExplorationReads,
  id: string,
  request: ChainRequest,
): Promise<GuaranteeChain> {
  checkBound('number of hops', request.hops, MAX_CHAIN_HOPS);
  checkBound('limit', request.limit, MAX_GUARANTEES);
  await requireSubjects(reads, [id], request.at);
  const { links, found } = await followGuarantees(reads, id, request);
  const reaches = reachability(links);
  const inCircle = (one: string, other: string) => reaches(one, other) && reaches(other, one);
  const ids = [...new Set([id, ...links.flatMap(({ guarantor, debtor }) => [guarantor, debtor])])].sort(
    compareCodePoints,
  );
  return {
    subject: id,
    subjects: await requireSubjects(reads, ids, request.at),
    links: links.map((link) => ({ ...link, inCircle: inCircle(link.debtor, link.guarantor) })),
    circles: ids
      .filter((member) => inCircle(member, member))
      .map((member) => ids.filter((other) => inCircle(member, other)))
      .filter(([lowest], place, all) => all.findIndex(([other]) => other === lowest) === place),
    found,
    truncated: found > links.length,
  };
}

async function followGuarantees(
  reads: ExplorationReads,
  id: string,
  { hops, limit, at }: ChainRequest,
): Promise<{ links: readonly (Guarantee & { hop: number })[]; found: number }> {
  const links: (Guarantee & { hop: number })[] = [];
  const reached = new Set([id]);
  let frontier: readonly string[] = [id];
  let found = 0;
  for (let hop = 1; hop <= hops && frontier.length > 0 && found === links.length; hop++) {
    const { rows, total } = await reads.guaranteesBy(frontier, { at, limit: limit - links.length });
    found += total;
    links.push(...rows.map((row) => ({ ...row, hop })));
    frontier = [...new Set(rows.map(({ debtor }) => debtor))].filter((debtor) => !reached.has(debtor));
    for (const debtor of frontier) reached.add(debtor);
  }
  return { links, found };
}

/** Whether one stands in for another, over at least one guarantee. */
function reachability(links: readonly Guarantee[]): (from: string, to: string) => boolean {
  const debtorsOf = new Map<string, Set<string>>();
  for (const { guarantor, debtor } of links)
    debtorsOf.set(guarantor, (debtorsOf.get(guarantor) ?? new Set()).add(debtor));
  const reached = new Map<string, ReadonlySet<string>>();
  return (from, to) => {
    const all = reached.get(from) ?? reachedFrom(from, debtorsOf);
    reached.set(from, all);
    return all.has(to);
  };
}

function reachedFrom(
  start: string,
  debtorsOf: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const debtor of debtorsOf.get(id) ?? []) {
      if (reached.has(debtor)) continue;
      reached.add(debtor);
      open.push(debtor);
    }
  }
  return reached;
}
