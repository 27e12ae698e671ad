import type { SubjectNetwork } from '../engine/run-network.ts';
import { printable } from './display-width.ts';
import { drawTable, type TableColumn } from './table.ts';

/** A subject's network for the operator, in names and exact points. */
export function networkLines(network: SubjectNetwork): readonly string[] {
  const { line, members } = network;
  const head = `${printable(network.subjectId)} (${network.subjectKind}, ${network.outcome})`;
  if (members !== undefined) return [head, '', ...memberLines(members)];
  if (line === undefined) return [head, 'No score is given, so none is taken apart.'];
  return [
    head,
    `personal score ${points(line.personal)}, network ${signed(line.exact)}, of which ${line.served} are served`,
    `leans ${share(line.share)} on others: record ${line.record}, credible company ${points(line.company)}`,
    ...line.through.map(
      ({ relation, contributors, part }) => `  ${share(part)} through ${relation}, of ${contributors}`,
    ),
    ...(line.groups.length === 0 ? [] : ['', ...groupLines(line.groups)]),
    ...(line.contributors.length === 0 ? [] : ['', ...contributorLines(line.contributors)]),
  ];
}

function contributorLines(
  contributors: NonNullable<SubjectNetwork['line']>['contributors'],
): readonly string[] {
  const rows = contributors.map((one) => [printable(one.subjectId), share(one.share), signed(one.points)]);
  return drawTable(columns('whose score moved it', 'weight', 'points'), rows);
}

function groupLines(groups: NonNullable<SubjectNetwork['line']>['groups']): readonly string[] {
  const rows = groups.map((group) => [printable(group.groupId), signed(group.points)]);
  return drawTable(columns('through the group', 'points'), rows);
}

function memberLines(members: NonNullable<SubjectNetwork['members']>): readonly string[] {
  const rows = members.map((one) => [
    printable(one.subjectId),
    share(one.weight),
    one.lifts === null ? '–' : signed(one.lifts),
    signed(one.points),
  ]);
  return drawTable(columns('member', 'weight', 'lifts the group by', 'gains by the group'), rows);
}

function points(value: number): string {
  return value.toFixed(2);
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
}

function share(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

/** Names to the left and numbers to the right. */
function columns(...headings: readonly string[]): readonly TableColumn[] {
  return headings.map((heading, index) => ({ heading, align: index === 0 ? 'left' : 'right' }));
}
