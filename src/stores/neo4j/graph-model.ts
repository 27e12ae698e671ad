/**
 * How each kind of fact lies in the graph: docs/neo4j.md says it in words. A version of a fact is a node or a
 * relationship; the things that facts are about are anchors, which are never removed.
 */
import type { FactKind } from '../../domain/facts.ts';

/** `Subject` carries `User`, `Merchant` or `Group` as well and is unique by id, as `Obligation` is; `Identifier` by (kind, value). */
type Anchor = 'Subject' | 'Obligation' | 'Identifier';

/** A version is a node that carries every column of its kind, and hangs off anchors by the columns named. */
interface NodeShape {
  readonly element: 'node';
  readonly label: string;
  /** What a version that is no longer in force is labelled instead, where it is. */
  readonly closedLabel?: string;
  /** From the version to its anchor, unless the direction says otherwise. */
  readonly relationships: readonly {
    readonly type: string;
    readonly anchor: Anchor;
    readonly column: string;
    readonly direction?: 'from anchor';
  }[];
}

/** A version is a relationship that carries the columns of its kind but those that name its two ends. */
interface RelationshipShape {
  readonly element: 'relationship';
  readonly type: string;
  readonly from: { readonly anchor: Anchor; readonly columns: readonly string[] };
  readonly to: { readonly anchor: Anchor; readonly columns: readonly string[] };
}
export type VersionShape = NodeShape | RelationshipShape;

function ofSubject(label: string): NodeShape {
  return {
    element: 'node',
    label,
    relationships: [{ type: 'OF', anchor: 'Subject', column: 'subject_id' }],
  };
}

function ofObligation(label: string): NodeShape {
  return {
    element: 'node',
    label,
    relationships: [{ type: 'OF', anchor: 'Obligation', column: 'obligation_id' }],
  };
}

function description(label: string, anchor: Anchor): NodeShape {
  return { element: 'node', label, relationships: [{ type: 'DESCRIBES', anchor, column: 'id' }] };
}

function between(type: string, from: string, to: readonly [Anchor, string]): RelationshipShape {
  const [anchor, column] = to;
  return {
    element: 'relationship',
    type,
    from: { anchor: 'Subject', columns: [from] },
    to: { anchor, columns: [column] },
  };
}

export const GRAPH_MODEL: Readonly<Record<FactKind, VersionShape>> = {
  users: description('SubjectVersion', 'Subject'),
  merchants: description('SubjectVersion', 'Subject'),
  groups: description('SubjectVersion', 'Subject'),
  obligations: description('ObligationVersion', 'Obligation'),
  transactions: {
    element: 'node',
    label: 'Transaction',
    closedLabel: 'ClosedTransaction',
    relationships: [
      { type: 'PAID', anchor: 'Subject', column: 'payer_id', direction: 'from anchor' },
      { type: 'TO', anchor: 'Subject', column: 'payee_id' },
    ],
  },
  memberships: between('MEMBER_OF', 'subject_id', ['Subject', 'group_id']),
  ties: between('KNOWS', 'from_id', ['Subject', 'to_id']),
  ratings: between('RATED', 'from_id', ['Subject', 'to_id']),
  guarantees: between('GUARANTEES', 'guarantor_id', ['Subject', 'debtor_id']),
  sightings: {
    element: 'relationship',
    type: 'USES',
    from: { anchor: 'Subject', columns: ['subject_id'] },
    to: { anchor: 'Identifier', columns: ['kind', 'value'] },
  },
  balances: ofObligation('Balance'),
  dues: ofObligation('Due'),
  payments: ofObligation('Payment'),
  consents: ofSubject('Consent'),
  profiles: ofSubject('Profile'),
  attributes: ofSubject('Attribute'),
  flags: ofSubject('Flag'),
  inquiries: ofSubject('Inquiry'),
  outcomes: ofSubject('Outcome'),
  rates: { element: 'node', label: 'Rate', relationships: [] },
  sources: { element: 'node', label: 'Source', relationships: [] },
};
