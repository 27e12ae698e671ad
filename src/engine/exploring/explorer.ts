/**
 * Looking around in the graph: who is near a subject, how two are connected, who stands in for whom, who shares an
 * identifier, what money went between two. Every answer is of one cut, like a run's, and the same facts give the
 * same answer in every store: stores select and count, and what is chosen and in which order is decided here.
 *
 * Conventions. Ids are ordered by code points. Subjects that the cut does not see are left out with all that names
 * them. A tie counts when it was accepted and has not ended, a guarantee or membership when it has not ended, a
 * payment when it is a completed purchase, transfer or utility between two different subjects. Whatever is cut off
 * by a limit is counted and flagged as `truncated`.
 */
import type { Fact, SubjectKind } from '../../domain/facts.ts';
import type { Instant } from '../../domain/time.ts';
import type { Cut } from '../cut.ts';

/**
 * What subjects may be linked by. Shared identifiers are not among them: they are never expanded into pairs, or one
 * café's network address would link thousands of strangers; `sharedIdentifiers` shows them as they are.
 */
export const RELATIONS = ['knows', 'paid', 'rated', 'guarantees', 'member_of'] as const;
export type Relation = (typeof RELATIONS)[number];

export interface ExploredSubject {
  readonly id: string;
  readonly kind: SubjectKind;
  readonly displayName?: string;
}

/** All facts of one relation from one subject to another; for `knows` once per pair, with source before target. */
export interface ExploredLink {
  readonly relation: Relation;
  readonly source: string;
  readonly target: string;
  /** How many live ties, payments, ratings, guarantees or memberships it is made of. */
  readonly facts: number;
  /** knows: the strongest tie; rated: the sum of the values; both in parts per million. Else `facts`. */
  readonly weight: number;
}

export interface EgonetRequest {
  /** How many links away from the centre, 1 to 3. */
  readonly radius: number;
  /** How many subjects besides the centre, 1 to MAX_SUBJECTS. */
  readonly limit: number;
  readonly relations: readonly Relation[];
  readonly at: Cut;
}

/** The subjects first reached at one distance. */
export interface EgonetRing {
  readonly distance: number;
  /** How many are linked to those kept one ring further in (hubs apart, which are not expanded). */
  readonly found: number;
  readonly kept: number;
}

export interface EgonetSubject extends ExploredSubject {
  /** In links from the centre. */
  readonly distance: number;
  /** How many facts link it to those one ring further in; 0 for the centre. */
  readonly facts: number;
  /** It was not expanded, as it has more than HUB_FACTS facts: who is linked to it alone is not in the egonet. */
  readonly isHub: boolean;
}

/**
 * The centre and the subjects around it, ring by ring, with every link among them. Where a ring has more subjects
 * than the limit leaves room for, those linked by most facts are kept, of equally many the first by id.
 */
export interface Egonet {
  readonly center: string;
  readonly radius: number;
  readonly relations: readonly Relation[];
  /** By distance, then facts with most first, then id. */
  readonly subjects: readonly EgonetSubject[];
  /** By relation as in RELATIONS, then source, then target. */
  readonly links: readonly ExploredLink[];
  readonly rings: readonly EgonetRing[];
  /** A ring found more than it kept, or a hub was not expanded. */
  readonly truncated: boolean;
}

export interface PathRequest {
  readonly relations: readonly Relation[];
  /** In links, 1 to MAX_PATH_LENGTH. */
  readonly maxLength: number;
  readonly at: Cut;
}

/** A shortest path, whichever way its links point; of several the first by the ids along it. */
export interface ShortestPath {
  readonly from: string;
  readonly to: string;
  readonly relations: readonly Relation[];
  /** In links; undefined where there is no path of at most the length asked for, or the search was given up. */
  readonly length?: number;
  /** From one end to the other; empty without a path. */
  readonly subjects: readonly ExploredSubject[];
  /** Between each two that follow each other. */
  readonly links: readonly ExploredLink[];
  /** The search met more than MAX_STEPS links and was given up: there may be a path all the same. */
  readonly truncated: boolean;
  /** How many subjects the search reached. */
  readonly reached: number;
}

interface SearchRequest {
  /** 1 to MAX_SUBJECTS. */
  readonly limit: number;
  readonly at: Cut;
}

/**
 * Subjects whose id or display name contains a text, capitals and small letters of every script being the same.
 * First the id itself, then the name itself, ids and then names that begin with it, then the rest; each by id.
 */
export interface SearchAnswer {
  readonly subjects: readonly ExploredSubject[];
  /** How many there are in all. */
  readonly found: number;
  readonly truncated: boolean;
}

export interface ChainRequest {
  /** In guarantees, 1 to MAX_CHAIN_HOPS. */
  readonly hops: number;
  /** How many guarantees, 1 to MAX_GUARANTEES. */
  readonly limit: number;
  readonly at: Cut;
}

/** One guarantee on the way. */
export interface ChainLink {
  readonly guarantor: string;
  readonly debtor: string;
  readonly since: Instant;
  /** Undefined: all of the debtor's. */
  readonly obligation?: string;
  /** In minor units; undefined: all that is outstanding. */
  readonly amountMinor?: number;
  /** 1 for the subject's own guarantees. */
  readonly hop: number;
  /** Guarantor and debtor stand in for each other, straight or through others of the chain. */
  readonly inCircle: boolean;
}

/** Whom a subject stands in for, and whom those stand in for: every guarantee once, also in a circle. */
export interface GuaranteeChain {
  readonly subject: string;
  /** The subject and all that the chain reaches, by id. */
  readonly subjects: readonly ExploredSubject[];
  /** By hop, guarantor, debtor and since. */
  readonly links: readonly ChainLink[];
  /** Each set of subjects that stand in for each other, by id. */
  readonly circles: readonly (readonly string[])[];
  /** How many guarantees those reached have given, whether kept here or not. */
  readonly found: number;
  readonly truncated: boolean;
}

interface SharedRequest {
  /** How many identifiers, and how many others of each, 1 to MAX_SUBJECTS. */
  readonly limit: number;
  readonly at: Cut;
}

interface IdentifierUser extends ExploredSubject {
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

/** One identifier of the subject's that others were seen with too. */
export interface SharedIdentifier {
  readonly kind: Fact<'sightings'>['kind'];
  /** The keyed hash it is kept as. */
  readonly value: string;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** The others, by id. */
  readonly others: readonly IdentifierUser[];
  /** How many others there are in all. */
  readonly found: number;
}

/** Identifiers with the fewest others first, as they say most; then by kind and value. */
export interface SharedIdentifiers {
  readonly subject: string;
  readonly identifiers: readonly SharedIdentifier[];
  /** How many identifiers are shared in all. */
  readonly found: number;
  readonly truncated: boolean;
}

/** Transactions of one kind, status and currency from one to the other that reached a final status. */
export interface MoneyLine {
  readonly payer: string;
  readonly payee: string;
  readonly kind: Fact<'transactions'>['kind'];
  readonly status: Fact<'transactions'>['status'];
  readonly currency: string;
  readonly transactions: number;
  /** Minor units. */
  readonly amountMinor: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

export interface MoneyBetween {
  readonly subjects: readonly ExploredSubject[];
  /** What the first paid the second, then the other way; by kind, status and currency. */
  readonly lines: readonly MoneyLine[];
}

/** By judgement: what a person can still look at, and what its measures still take a moment for. */
export const MAX_SUBJECTS = 1000;
export const MAX_RADIUS = 3;
export const MAX_PATH_LENGTH = 8;
export const MAX_CHAIN_HOPS = 5;
export const MAX_GUARANTEES = 1000;
/** A subject with more facts is a market place or an authority: that two deal with it says nothing of the two. */
export const HUB_FACTS = 2000;
/** How many links a search for a path may look at. */
export const MAX_STEPS = 200_000;

/**
 * Every call throws InvalidInputError for a bound that is out of range or for twice the same subject, NotFoundError
 * for a subject that the cut does not see.
 */
export interface GraphExplorer {
  egonet(id: string, request: EgonetRequest): Promise<Egonet>;
  shortestPath(ends: { from: string; to: string }, request: PathRequest): Promise<ShortestPath>;
  search(text: string, request: SearchRequest): Promise<SearchAnswer>;
  guaranteeChain(id: string, request: ChainRequest): Promise<GuaranteeChain>;
  sharedIdentifiers(id: string, request: SharedRequest): Promise<SharedIdentifiers>;
  moneyBetween(ends: { from: string; to: string }, at: Cut): Promise<MoneyBetween>;
}
