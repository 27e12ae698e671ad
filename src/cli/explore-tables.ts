/** What was explored as people read it in a terminal. */
import { formatShare } from '../scoring/reading-text.ts';
import { formatInstant } from '../domain/time.ts';
import type {
  Egonet,
  ExploredLink,
  ExploredSubject,
  GuaranteeChain,
  MoneyBetween,
  SearchAnswer,
  SharedIdentifiers,
  ShortestPath,
} from '../engine/exploring/explorer.ts';
import type { SubgraphMeasures } from '../graph/subgraph.ts';
import { printable } from './display-width.ts';
import { formatCount } from './number-format.ts';
import { drawTable, type TableColumn } from './table.ts';

const left = (...headings: readonly string[]): TableColumn[] =>
  headings.map((heading) => ({ heading, align: 'left' }));
const right = (...headings: readonly string[]): TableColumn[] =>
  headings.map((heading) => ({ heading, align: 'right' }));

function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

function nameCells({ id, kind, displayName = '' }: ExploredSubject): string[] {
  return [printable(id), kind, printable(displayName)];
}

export function egonetLines(egonet: Egonet, { byNode, ...measures }: SubgraphMeasures): readonly string[] {
  const rows = egonet.subjects.map((subject, index) => {
    const { degree, clustering, betweenness, community } = byNode[index]!;
    return [
      ...nameCells(subject),
      formatCount(subject.distance),
      `${formatCount(subject.facts)}${subject.isHub ? ' (hub)' : ''}`,
      formatCount(degree),
      formatShare(clustering),
      formatShare(betweenness),
      formatCount(community),
    ];
  });
  const columns = [
    ...left('id', 'kind', 'name'),
    ...right('distance', 'facts', 'degree', 'clustering', 'betweenness', 'community'),
  ];
  return [
    ...drawTable(columns, rows),
    '',
    `${plural(measures.nodes, 'subject')} and ${plural(measures.edges, 'link')}: density ${formatShare(measures.density)}, ` +
      `reciprocity ${formatShare(measures.reciprocity)}, clustering ${formatShare(measures.clustering)}, ` +
      `${plural(measures.communities, 'community', 'communities')} (modularity ${measures.modularity.toFixed(2)}).`,
    ...egonet.rings.map(
      ({ distance, found, kept }) =>
        `Distance ${distance}: ${plural(found, 'subject')}${kept < found ? `, of whom the ${formatCount(kept)} linked by most facts are shown` : ''}.`,
    ),
    ...(egonet.truncated
      ? ['Something was left off: more than --limit, or what is linked through a hub alone.']
      : []),
  ];
}

export function pathLines({ from, to, length, subjects, links, ...path }: ShortestPath): readonly string[] {
  if (length === undefined) {
    const why = path.truncated
      ? `the search was given up after ${plural(path.reached, 'subject')}; there may be one`
      : `looked at ${plural(path.reached, 'subject')}`;
    return [`No path from ${printable(from)} to ${printable(to)} was found: ${why}.`];
  }
  const rows = subjects.map((subject, step) => [
    String(step),
    ...nameCells(subject),
    linkedBy(links, subject, subjects[step + 1]),
  ]);
  return [
    ...drawTable([...right('step'), ...left('id', 'kind', 'name', 'linked to the next by')], rows),
    '',
    `${plural(length, 'link')} from ${printable(from)} to ${printable(to)}.`,
  ];
}

function linkedBy(links: readonly ExploredLink[], one: ExploredSubject, other?: ExploredSubject): string {
  return links
    .filter(({ source, target }) => [source, target].every((end) => end === one.id || end === other?.id))
    .map(({ relation, source, facts }) => {
      const times = facts === 1 ? '' : ` ${formatCount(facts)} times`;
      return `${relation}${times}${relation === 'knows' ? '' : source === one.id ? ' →' : ' ←'}`;
    })
    .join(', ');
}

export function searchLines({ subjects, found, truncated }: SearchAnswer): readonly string[] {
  if (found === 0) return ['Nobody was found.'];
  return [
    ...drawTable(left('id', 'kind', 'name'), subjects.map(nameCells)),
    '',
    truncated
      ? `The first ${formatCount(subjects.length)} of ${formatCount(found)}; --limit shows more.`
      : `${formatCount(found)} found.`,
  ];
}

export function chainLines(chain: GuaranteeChain): readonly string[] {
  if (chain.links.length === 0) return [`${printable(chain.subject)} guarantees for nobody.`];
  const rows = chain.links.map((link) => [
    formatCount(link.hop),
    printable(link.guarantor),
    printable(link.debtor),
    formatInstant(link.since),
    link.obligation === undefined ? 'all' : printable(link.obligation),
    link.amountMinor === undefined ? 'all' : formatCount(link.amountMinor),
    link.inCircle ? 'in a circle' : '',
  ]);
  const columns = [
    ...right('hop'),
    ...left('guarantor', 'debtor', 'since', 'obligation'),
    ...right('at most, minor units'),
    ...left('circle'),
  ];
  return [
    ...drawTable(columns, rows),
    '',
    `${plural(chain.links.length, 'guarantee')}${chain.truncated ? ` of ${formatCount(chain.found)} met so far; --limit shows more` : ''}.`,
    ...chain.circles.map((members) => `Stand in for each other: ${members.map(printable).join(', ')}.`),
  ];
}

export function identifierLines(shared: SharedIdentifiers): readonly string[] {
  if (shared.found === 0) return [`${printable(shared.subject)} shares no identifier with anybody.`];
  const rows = shared.identifiers.flatMap(({ kind, value, others, found }) =>
    others.map((other, index) => [
      ...(index === 0 ? [kind, printable(value), formatCount(found)] : ['', '', '']),
      ...nameCells(other),
      formatInstant(other.firstAt),
      formatInstant(other.lastAt),
    ]),
  );
  const columns = [
    ...left('identifier', 'hash'),
    ...right('others'),
    ...left('also used by', 'kind', 'name', 'first seen', 'last seen'),
  ];
  return [
    ...drawTable(columns, rows),
    '',
    `${plural(shared.found, 'shared identifier')}.`,
    ...(shared.truncated ? ['Something was left off; --limit shows more.'] : []),
  ];
}

export function moneyLines({ subjects, lines }: MoneyBetween): readonly string[] {
  const [one, other] = subjects.map(({ id }) => printable(id));
  if (lines.length === 0) return [`No money went between ${String(one)} and ${String(other)}.`];
  const rows = lines.map((line) => [
    printable(line.payer),
    printable(line.payee),
    line.kind,
    line.status,
    formatCount(line.transactions),
    formatCount(line.amountMinor),
    line.currency,
    formatInstant(line.firstAt),
    formatInstant(line.lastAt),
  ]);
  const columns = [
    ...left('payer', 'payee', 'kind', 'status'),
    ...right('transactions', 'minor units'),
    ...left('currency', 'first', 'last'),
  ];
  return drawTable(columns, rows);
}
