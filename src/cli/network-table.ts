import type { Catalogue } from '../domain/catalogue.ts';
import type { SubjectNetwork } from '../engine/run-network.ts';
import { printable } from './display-width.ts';
import { drawTable, type TableColumn } from './table.ts';

type Line = NonNullable<SubjectNetwork['line']>;

/** Points nearer to 0 are written as 0, and so are not worth a line. */
const LEAST_POINTS = 0.005;

/** A subject's network for the operator, in names and exact points. */
export function networkLines(network: SubjectNetwork, catalogue: Catalogue): readonly string[] {
  const { line, members, outcomeReason } = network;
  const kind = catalogue.say(`kind.${network.subjectKind}`);
  const head = `${printable(network.subjectId)} (${kind}, ${catalogue.say(`outcome.${network.outcome}`)})`;
  if (members !== undefined) return [head, '', ...memberLines(members, catalogue)];
  if (line === undefined)
    return [
      head,
      ...(outcomeReason === undefined ? [] : [catalogue.say(outcomeReason)]),
      catalogue.say('network.unscored'),
    ];
  const contributors = line.contributors.filter(isTold);
  const groups = line.groups.filter(isTold);
  return [
    head,
    ...lineTexts(line, catalogue),
    ...(groups.length === 0 ? [] : ['', ...groupLines(groups, catalogue)]),
    ...(contributors.length === 0 ? [] : ['', ...contributorLines(contributors, catalogue)]),
  ];
}

function lineTexts(line: Line, catalogue: Catalogue): readonly string[] {
  return [
    catalogue.say('network.line', {
      personal: points(line.personal),
      exact: signed(line.exact),
      served: line.served,
    }),
    catalogue.say('network.leans', {
      share: share(line.share),
      record: line.record,
      company: points(line.company),
    }),
    ...line.through.map(({ relation, contributors, part }) => {
      const through = catalogue.say(`network.${relation}`);
      return `  ${catalogue.say('network.through', { part: share(part), relation: through, contributors })}`;
    }),
    ...(line.unexplained < LEAST_POINTS
      ? []
      : [catalogue.say('network.lower_bounds', { points: points(line.unexplained) })]),
  ];
}

function isTold({ points }: { readonly points: number }): boolean {
  return Math.abs(points) >= LEAST_POINTS;
}

function contributorLines(contributors: Line['contributors'], catalogue: Catalogue): readonly string[] {
  const rows = contributors.map((one) => [printable(one.subjectId), share(one.share), signed(one.points)]);
  return drawTable(columns(catalogue, 'contributor', 'weight', 'points'), rows);
}

function groupLines(groups: Line['groups'], catalogue: Catalogue): readonly string[] {
  const rows = groups.map((group) => [printable(group.groupId), signed(group.points)]);
  return drawTable(columns(catalogue, 'group', 'points'), rows);
}

function memberLines(
  members: NonNullable<SubjectNetwork['members']>,
  catalogue: Catalogue,
): readonly string[] {
  const rows = members.map((one) => [
    printable(one.subjectId),
    share(one.weight),
    one.lifts === null ? '–' : signed(one.lifts),
    signed(one.points),
  ]);
  return drawTable(columns(catalogue, 'member', 'weight', 'lifts', 'gains'), rows);
}

function points(value: number): string {
  return value.toFixed(2);
}

/** What is written as 0 has no minus. */
function signed(value: number): string {
  const text = points(Math.abs(value));
  return `${value < 0 && Number(text) > 0 ? '−' : '+'}${text}`;
}

function share(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

type Heading = 'contributor' | 'group' | 'member' | 'weight' | 'points' | 'lifts' | 'gains';

/** Names to the left and numbers to the right. */
function columns(catalogue: Catalogue, ...headings: readonly Heading[]): readonly TableColumn[] {
  return headings.map((heading, index) => ({
    heading: catalogue.say(`network.${heading}`),
    align: index === 0 ? 'left' : 'right',
  }));
}
