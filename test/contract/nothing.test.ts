import { describe } from 'vitest';
import type { GraphStore } from '../../src/engine/ports.ts';
import { describeExplorer } from './explorer.ts';
import { describeGraphStore } from './graph-store.ts';

/** Answers every call with nothing. A case that it passes would say nothing of a store. */
const nothingStore = new Proxy({} as GraphStore, {
  get: (_, name) => (name === 'then' ? undefined : () => Promise.resolve(undefined)),
});

describe('no case of the contract is kept by doing nothing', { fails: true }, () => {
  describeGraphStore('a store that does nothing', () => Promise.resolve(nothingStore));
  describeExplorer('a store that does nothing', () => Promise.resolve(nothingStore));
});
