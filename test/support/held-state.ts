/**
 * All that an object holds, to the byte, private fields included, which only the debugger sees: for tests that nothing is
 * left of a step that was taken back.
 */
import { createHash } from 'node:crypto';
import { Session } from 'node:inspector';

const SINK = 'heldStateSink';
const STASH = `function () { globalThis.${SINK} = this; }`;
const sink = globalThis as { [SINK]?: unknown };

/**
 * A digest by path of every value that can be reached: numbers, texts, typed arrays by their bytes, maps and sets by key
 * (in order where keys are objects), and which of two objects is the same one. Functions and promises are passed over, as
 * are the objects of `except` and fields that are named in `scratch`.
 */
export function heldState(
  root: object,
  { except = [], scratch = [] }: { except?: readonly object[]; scratch?: readonly string[] } = {},
): ReadonlyMap<string, string> {
  const session = new Session();
  session.connect();
  try {
    const walk = new Walk(session, { except: new Set(except), scratch: new Set(scratch) });
    walk.visit('', root);
    return walk.found;
  } finally {
    session.disconnect();
  }
}

interface Left {
  readonly except: ReadonlySet<object>;
  readonly scratch: ReadonlySet<string>;
}

class Walk {
  readonly found = new Map<string, string>();
  /** Where each object was met first. */
  readonly #places = new Map<object, string>();
  readonly #session: Session;
  readonly #left: Left;

  constructor(session: Session, left: Left) {
    this.#session = session;
    this.#left = left;
  }

  visit(path: string, value: unknown): void {
    if (typeof value === 'function') return;
    if (typeof value !== 'object' || value === null) {
      this.found.set(path, Object.is(value, -0) ? '-0' : `${typeof value} ${String(value)}`);
      return;
    }
    if (this.#left.except.has(value) || value instanceof Promise) return;
    const known = this.#places.get(value);
    this.found.set(path, known === undefined ? 'object' : `the object of ${known}`);
    if (known !== undefined) return;
    this.#places.set(value, path);
    this.#visitWithin(path, value);
  }

  #visitWithin(path: string, value: object): void {
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      this.found.set(path, `${value.constructor.name} ${createHash('sha256').update(bytes).digest('hex')}`);
    } else if (Array.isArray(value) && value.every((cell) => typeof cell === 'string'))
      this.found.set(
        path,
        `texts ${createHash('sha256').update(JSON.stringify(value)).digest('hex')} ${value.length}`,
      );
    else if (value instanceof Map || value instanceof Set)
      [...value.entries()].forEach(([key, entry], place) => {
        const isObject = typeof key === 'object';
        if (isObject) this.visit(`${path}[${place}].key`, key);
        this.visit(`${path}[${isObject ? place : String(key)}]`, entry);
      });
    else {
      const fields = Reflect.ownKeys(value).map((name): [string, unknown] => [
        String(name),
        Reflect.get(value, name),
      ]);
      for (const [name, held] of [...fields, ...this.#privates(value)])
        if (!this.#left.scratch.has(name)) this.visit(`${path}.${name}`, held);
    }
  }

  #privates(value: object): [string, unknown][] {
    if (Object.getPrototypeOf(value) === Object.prototype || Array.isArray(value)) return [];
    sink[SINK] = value;
    const { result } = this.#ask('Runtime.evaluate', { expression: `globalThis.${SINK}` });
    const { privateProperties = [] } = this.#ask('Runtime.getProperties', {
      objectId: result.objectId!,
      ownProperties: true,
    });
    return privateProperties.flatMap(({ name, value: held }): [string, unknown][] => {
      if (held === undefined || held.type === 'function') return [];
      if (held.objectId === undefined) return [[name, held.unserializableValue ?? held.value]];
      this.#ask('Runtime.callFunctionOn', { objectId: held.objectId, functionDeclaration: STASH });
      return [[name, sink[SINK]]];
    });
  }

  /** The debugger of this thread answers within the call. */
  #ask(method: 'Runtime.evaluate', parameters: { expression: string }): { result: { objectId?: string } };
  #ask(
    method: 'Runtime.getProperties',
    parameters: { objectId: string; ownProperties: boolean },
  ): { privateProperties?: { name: string; value?: RemoteValue }[] };
  #ask(
    method: 'Runtime.callFunctionOn',
    parameters: { objectId: string; functionDeclaration: string },
  ): object;
  #ask(method: string, parameters: object): object {
    let answer: object | undefined;
    this.#session.post(method, parameters, (error, result?: object) => {
      if (error !== null) throw error;
      answer = result;
    });
    if (answer === undefined) throw new Error(`the debugger left ${method} without an answer`);
    return answer;
  }
}

interface RemoteValue {
  readonly type: string;
  readonly value?: unknown;
  readonly unserializableValue?: string;
  readonly objectId?: string;
}
