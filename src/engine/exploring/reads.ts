/**
 * What exploring needs of a store: traversals of one step, each carried by an index or one scan, bounded in what
 * they give. `engine/exploring` makes every answer of them, so that no two stores can answer differently.
 *
 * Conventions are those of explorer.ts. Ids that the cut does not see may be asked for and give nothing. Rows come in
 * any order unless one is named; `total` counts what there is beyond the limit too.
 */
import type { Cut } from '../cut.ts';
import type {
  ChainLink,
  ExploredLink,
  ExploredSubject,
  MoneyLine,
  Relation,
  SharedIdentifier,
} from './explorer.ts';

export interface Limited<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

/** Some subjects that the cut sees, and the links of them that are followed, both ways. */
export interface Frontier {
  readonly ids: readonly string[];
  readonly relations: readonly Relation[];
  readonly at: Cut;
}

export interface Neighbour extends ExploredSubject {
  /** How many facts link it to the frontier. */
  readonly facts: number;
}

interface NeighbourBounds {
  readonly except: readonly string[];
  readonly limit: number;
  /** Who of the frontier is in more facts than this is a hub and not expanded. */
  readonly mostFacts: number;
}

export interface Neighbours extends Limited<Neighbour> {
  /** Ids of the frontier. */
  readonly hubs: readonly string[];
}

export interface Step {
  /** Of the frontier. */
  readonly from: string;
  readonly to: string;
}

export type Guarantee = Omit<ChainLink, 'hop' | 'inCircle'>;

export interface ExplorationReads {
  /** Those of the ids that the cut sees. */
  subjects(ids: readonly string[], at: Cut): Promise<readonly ExploredSubject[]>;
  /** Who is linked to the frontier, hubs apart, and not in `except`: most facts first, then by id. */
  neighbours(frontier: Frontier, bounds: NeighbourBounds): Promise<Neighbours>;
  /** Every link whose both ends are in the frontier; for `knows` once per pair, either way round. */
  linksAmong(frontier: Frontier): Promise<readonly ExploredLink[]>;
  /** Each pair of a subject of the frontier and one linked to it, once; at most `limit` of them, whichever. */
  steps(frontier: Frontier, limit: number): Promise<readonly Step[]>;
  /** As `GraphExplorer.search` has it. */
  search(text: string, request: { at: Cut; limit: number }): Promise<Limited<ExploredSubject>>;
  /** Guarantees that the subjects gave, by guarantor, debtor and since. */
  guaranteesBy(
    guarantors: readonly string[],
    request: { at: Cut; limit: number },
  ): Promise<Limited<Guarantee>>;
  /** The subject's identifiers that others use too, and of each the first `limit` others by id. */
  identifiersOf(id: string, request: { at: Cut; limit: number }): Promise<Limited<SharedIdentifier>>;
  /** Both ways. */
  moneyBetween(ends: { from: string; to: string }, at: Cut): Promise<readonly MoneyLine[]>;
}
