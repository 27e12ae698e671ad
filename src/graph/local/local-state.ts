/** What a local kernel holds: numbers per node, and who is to be looked at. */
import { assertNode } from '../rows/node-index.ts';
import { Frontier } from '../walks/frontier.ts';
import type { Journal } from './journal.ts';

/** At least one, all equally long. */
export type Columns = Readonly<Record<string, Float64Array>>;

/** What is looked at, and told: nodes as they are and, where there are two `kinds`, `room` + node for the second. */
export class LocalState<C extends Columns> {
  readonly #fresh: { readonly [K in keyof C]: number };
  readonly #kinds: 1 | 2;
  #columns: C;
  #room: number;
  waiting: Frontier;
  told: Frontier;
  /** How many were looked at since the last start. */
  evaluated = 0;

  /** `fresh` is what the columns have for a node that nothing is known of. */
  constructor(columns: C, fresh: { readonly [K in keyof C]: number }, kinds: 1 | 2 = 1) {
    this.#columns = columns;
    this.#fresh = fresh;
    this.#kinds = kinds;
    this.#room = Object.values(columns)[0]!.length;
    this.waiting = new Frontier(kinds * this.#room);
    this.told = new Frontier(kinds * this.#room);
  }

  get columns(): C {
    return this.#columns;
  }

  /** How many nodes the columns have room for. */
  get room(): number {
    return this.#room;
  }

  /** Makes room for so many nodes; the columns are others then. Only while nothing waits. */
  grow(nodes: number, journal: Journal): void {
    const [columns, room] = [this.#columns, this.#room];
    if (room >= nodes) return;
    // Half as many again, so that nodes that come one by one are not copied each time.
    this.#room = Math.ceil(1.5 * nodes);
    const grown = Object.entries(columns).map(([name, column]) => {
      const longer = new Float64Array(this.#room).fill(this.#fresh[name]!, room);
      longer.set(column);
      return [name, longer] as const;
    });
    this.#columns = Object.fromEntries(grown) as C;
    journal.note(() => {
      this.#columns = columns;
      this.#room = room;
    });
    this.waiting = new Frontier(this.#kinds * this.#room);
    this.told = new Frontier(this.#kinds * this.#room);
  }

  /** Has all looked at that wait, and come to wait by it, first in, first out; gives who was told, ascending. */
  settle(look: (next: number) => void): Uint32Array {
    this.evaluated = 0;
    try {
      while (this.waiting.waiting > 0) {
        this.evaluated++;
        look(this.waiting.next());
      }
      return this.told.touched();
    } finally {
      this.waiting.clear();
      this.told.clear();
    }
  }
}

/** Each node once, ascending. Throws InvalidInputError, naming the kernel, for what is none. */
export function ascendingNodes(kernel: string, given: Iterable<number>, nodes: number): Uint32Array {
  const distinct = new Set(given);
  for (const node of distinct) assertNode(kernel, 'changed node', { node, nodes });
  return Uint32Array.from(distinct).sort();
}
