import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InvalidConfigError, StoreUnavailableError } from '../../src/domain/errors.ts';
import { createKey } from '../../src/engine/access.ts';
import type { ApiKeyRecord, GraphStore } from '../../src/engine/ports.ts';
import { loadScoreboard } from '../../src/engine/scoreboard.ts';
import { followKeys, followRuns } from '../../src/following.ts';
import { systemSecrets } from '../../src/host/secrets.ts';
import { sha256Hasher } from '../../src/host/sha256.ts';
import { systemClock } from '../../src/host/system-clock.ts';
import { makeMachine } from './cli/fake-dependencies.ts';

const AWAY = new StoreUnavailableError('no Neo4j server answers');

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A read that ends when the test says so. */
function heldRead<T>() {
  let settle!: { answer: (value: T) => void; fail: (error: Error) => void };
  const read = new Promise<T>((answer, fail) => (settle = { answer, fail }));
  return { read, ...settle };
}

async function sharedStore() {
  const keys: ApiKeyRecord[] = [];
  const listKeys = vi.fn(() => Promise.resolve<readonly ApiKeyRecord[]>(keys));
  const saveKey = (key: ApiKeyRecord) => Promise.resolve(void keys.push(key));
  const tools = { clock: systemClock, secrets: systemSecrets, hasher: sha256Hasher };
  const { key } = await createKey({ saveKey, listKeys }, { client: 'bank', scopes: ['score:read'] }, tools);
  const store = { isShared: true, listKeys } as Partial<GraphStore> as GraphStore;
  return { store, keys, listKeys, key };
}

describe('the keys of a store that others write to', () => {
  it('are read one at a time, and again a second after each', async () => {
    const { store, listKeys, keys, key } = await sharedStore();
    const followed = await followKeys(store, new AbortController().signal);
    const slow = heldRead<readonly ApiKeyRecord[]>();
    listKeys.mockReturnValueOnce(slow.read);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(listKeys).toHaveBeenCalledTimes(2);
    expect(followed.authenticate(key)).toMatchObject({ client: 'bank' });
    slow.answer([]);
    await vi.advanceTimersByTimeAsync(0);
    expect(() => followed.authenticate(key)).toThrow('not one in force');
    await vi.advanceTimersByTimeAsync(1000);
    expect(listKeys).toHaveBeenCalledTimes(3);
    expect(keys).toHaveLength(1);
    expect(followed.authenticate(key)).toMatchObject({ client: 'bank' });
  });

  it('are trusted for 30 seconds without word, and again from the first word on', async () => {
    const { store, listKeys, key } = await sharedStore();
    const followed = await followKeys(store, new AbortController().signal);
    listKeys.mockRejectedValue(AWAY);
    await vi.advanceTimersByTimeAsync(30_000);
    followed.check();
    await vi.advanceTimersByTimeAsync(1);
    expect(followed.check).toThrow(StoreUnavailableError);
    expect(() => followed.authenticate(key)).toThrow(StoreUnavailableError);
    listKeys.mockReset().mockResolvedValueOnce([]).mockRejectedValue(AWAY);
    await vi.advanceTimersByTimeAsync(1000);
    // Nothing asked before can take the trust away again.
    for (let second = 0; second < 29; second++) {
      followed.check();
      await vi.advanceTimersByTimeAsync(1000);
    }
    await vi.advanceTimersByTimeAsync(2000);
    expect(followed.check).toThrow(StoreUnavailableError);
  });

  it('are read with the deadline of reads that somebody waits for', async () => {
    const { store, listKeys } = await sharedStore();
    const within = vi.fn(() => ({ ...store, listKeys }));
    await followKeys({ ...store, within }, new AbortController().signal);
    expect(within).toHaveBeenCalledExactlyOnceWith(5000);
  });

  it('are read no more once the service stops, nor again where nobody else writes', async () => {
    const { store, listKeys } = await sharedStore();
    const stopping = new AbortController();
    await followKeys(store, stopping.signal);
    await followKeys({ ...store, isShared: false }, new AbortController().signal);
    stopping.abort();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(listKeys).toHaveBeenCalledTimes(2);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the runs of a store that others write to', () => {
  /** A store with one run, and what makes another as of a later day. */
  async function scoredStore() {
    const machine = makeMachine();
    const score = async (day: string) => {
      expect(await machine.run('score', '--as-of', day)).toMatchObject({ code: 0 });
      return machine.store.runs.at(-1)!.run.id;
    };
    const first = await score('2025-01-01');
    const store: GraphStore = Object.assign(machine.store, { isShared: true });
    return { store, score, first };
  }
  const purpose = 'credit';

  it('are served as soon as one is the latest, loaded whole before', async () => {
    const { store, score, first } = await scoredStore();
    const stopping = new AbortController();
    const { board } = await followRuns(store, { purpose }, { stopping: stopping.signal, tell: vi.fn() });
    const later = await score('2025-02-01');
    await score('2024-02-01');
    const scores = heldRead<Awaited<ReturnType<GraphStore['readScores']>>>();
    const whole = await store.readScores((await store.readRun(later))!);
    const reading = vi.spyOn(store, 'readScores').mockReturnValueOnce(scores.read);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(reading).toHaveBeenCalledOnce();
    expect(board().run.id).toBe(first);
    scores.answer(whole);
    await vi.advanceTimersByTimeAsync(5000);
    expect(board().run.id).toBe(later);
    expect(board().card('u-2').runId).toBe(later);
    expect(reading).toHaveBeenCalledOnce();
    stopping.abort();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stay as they are where one is named, or nobody else writes', async () => {
    const { store, score, first } = await scoredStore();
    const options = { stopping: new AbortController().signal, tell: vi.fn() };
    const named = await followRuns(store, { purpose, runId: first }, options);
    const alone = await followRuns(Object.assign(store, { isShared: false }), { purpose }, options);
    await score('2025-02-01');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(named.board().run.id).toBe(first);
    expect(alone.board().run.id).toBe(first);
  });

  it('made here are served at once, older ones and those beside a named one never', async () => {
    const { store, score, first } = await scoredStore();
    const onServed = vi.fn();
    const options = { stopping: new AbortController().signal, tell: vi.fn(), onServed };
    const alone = await followRuns(Object.assign(store, { isShared: false }), { purpose }, options);
    const named = await followRuns(store, { purpose, runId: first }, options);
    const older = await loadScoreboard(store, { purpose, runId: await score('2024-02-01') });
    const later = await loadScoreboard(store, { purpose, runId: await score('2025-02-01') });
    alone.take(older);
    expect([alone.board().run.id, onServed.mock.calls.length]).toEqual([first, 0]);
    alone.take(later);
    expect([alone.board(), onServed.mock.calls.length]).toEqual([later, 1]);
    named.take(later);
    expect([named.board().run.id, named.isPinned, alone.isPinned]).toEqual([first, true, false]);
  });

  it('are told of once where they cannot be served, and never while the store is away', async () => {
    const { store, score, first } = await scoredStore();
    const tell = vi.fn();
    const { board } = await followRuns(store, { purpose }, { stopping: new AbortController().signal, tell });
    const later = await score('2025-02-01');
    const reading = vi.spyOn(store, 'readScores').mockRejectedValueOnce(AWAY);
    await vi.advanceTimersByTimeAsync(5000);
    expect(tell).not.toHaveBeenCalled();
    reading.mockRejectedValueOnce(new InvalidConfigError('odd scorecard'));
    reading.mockRejectedValueOnce(new InvalidConfigError('odd scorecard'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(tell).toHaveBeenCalledExactlyOnceWith(
      `a later run cannot be served: odd scorecard; the run ${first} still is`,
    );
    await vi.advanceTimersByTimeAsync(5000);
    expect(board().run.id).toBe(later);
  });
});
