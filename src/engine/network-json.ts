/** A subject's network as JSON, the one form in which it leaves the program; points as decimals. */
import type { SubjectNetwork } from './run-network.ts';

export interface NetworkJson {
  readonly subject_id: string;
  readonly subject_kind: SubjectNetwork['subjectKind'];
  readonly outcome: SubjectNetwork['outcome'];
  readonly outcome_reason?: NonNullable<SubjectNetwork['outcomeReason']>;
  readonly run_id: string;
  readonly line?: NetworkLineJson;
  readonly members?: {
    readonly subject_id: string;
    readonly weight: number;
    readonly lifts: number | null;
    readonly points: number;
  }[];
}

interface NetworkLineJson {
  readonly personal: number;
  readonly exact: number;
  readonly served: number;
  readonly record: number;
  readonly credence: number;
  readonly share: number;
  readonly company: number;
  readonly through: {
    readonly relation: NonNullable<SubjectNetwork['line']>['through'][number]['relation'];
    readonly contributors: number;
    readonly part: number;
  }[];
  readonly contributors: {
    readonly subject_id: string;
    readonly share: number;
    readonly points: number;
  }[];
  readonly unexplained: number;
  readonly groups: { readonly group_id: string; readonly points: number }[];
}

export function networkJson({ line, members, ...of }: SubjectNetwork, runId: string): NetworkJson {
  return {
    subject_id: of.subjectId,
    subject_kind: of.subjectKind,
    outcome: of.outcome,
    ...(of.outcomeReason === undefined ? {} : { outcome_reason: of.outcomeReason }),
    run_id: runId,
    ...(line === undefined ? {} : { line: lineJson(line) }),
    ...(members === undefined
      ? {}
      : { members: members.map(({ subjectId, ...part }) => ({ subject_id: subjectId, ...part })) }),
  };
}

function lineJson(line: NonNullable<SubjectNetwork['line']>): NetworkLineJson {
  return {
    ...line,
    through: [...line.through],
    contributors: line.contributors.map(({ subjectId, ...part }) => ({ subject_id: subjectId, ...part })),
    groups: line.groups.map(({ groupId, points }) => ({ group_id: groupId, points })),
  };
}
