import { describe, expect, it, vi } from 'vitest';
import { InvariantError, NotFoundError } from '../../../src/domain/errors.ts';
import type { OnProgress, RunRecord } from '../../../src/engine/ports.ts';
import { ResidentHolder } from '../../../src/engine/resident-holder.ts';
import type { Resident } from '../../../src/engine/resident/resident.ts';
import { askWhatIf } from '../../../src/engine/what-if.ts';

const runOf = (id: string) => ({ id }) as Partial<RunRecord> as RunRecord;
const residentAt = (id: string) => ({ run: runOf(id) }) as Partial<Resident> as Resident;

/** A holder whose loads end when the test says so. */
function held() {
  let served = 'r1';
  const loads: {
    id: string;
    say: OnProgress;
    finish: () => void;
    fail: (error: Error) => void;
  }[] = [];
  const load = (run: RunRecord, say: OnProgress) =>
    new Promise<Resident>((resolve, fail) => {
      const finish = () => {
        resolve(residentAt(run.id));
      };
      loads.push({ id: run.id, say, finish, fail });
    });
  const holder = new ResidentHolder(() => runOf(served), load);
  return {
    holder,
    loads,
    serve: (id: string) => {
      served = id;
    },
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));
const idOf = (resident: Resident) => Promise.resolve(resident.run.id);

describe('the projection held for the run served', () => {
  it('is loaded once, when it is first needed, and says how far that is to all who wait', async () => {
    const { holder, loads } = held();
    expect(holder.residence()).toEqual({ state: 'absent' });
    const heard = [vi.fn<OnProgress>(), vi.fn<OnProgress>()];
    const uses = heard.map((onProgress) => holder.use(idOf, { onProgress }));
    await settled();
    const progress = { stage: 'read facts', done: 1, total: 2 };
    loads[0]!.say(progress);
    expect(holder.residence()).toEqual({ state: 'loading', runId: 'r1', progress });
    for (const onProgress of heard) expect(onProgress).toHaveBeenCalledExactlyOnceWith(progress);
    loads[0]!.finish();
    expect(await Promise.all(uses)).toEqual(['r1', 'r1']);
    expect(holder.residence()).toEqual({ state: 'ready', runId: 'r1' });
    expect(loads).toHaveLength(1);
  });

  it('is used by one after the other', async () => {
    const { holder, loads } = held();
    const events: string[] = [];
    const step = (name: string) => async () => {
      events.push(`${name} begins`);
      await settled();
      events.push(`${name} ends`);
    };
    const uses = [holder.use(step('a')), holder.use(step('b'))];
    await settled();
    loads[0]!.finish();
    await Promise.all(uses);
    expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('that could not be loaded is asked for again by the next', async () => {
    const { holder, loads } = held();
    const first = holder.use(idOf);
    await settled();
    loads[0]!.fail(new NotFoundError('the base is gone'));
    await expect(first).rejects.toThrow('the base is gone');
    expect(holder.residence()).toEqual({ state: 'absent' });
    const second = holder.use(idOf);
    await settled();
    loads[1]!.finish();
    expect(await second).toBe('r1');
  });

  it('gives way to one of another run that is served, also where that changed while it was loaded', async () => {
    const { holder, loads, serve } = held();
    const first = holder.use(idOf);
    await settled();
    serve('r2');
    loads[0]!.finish();
    await settled();
    loads[1]!.finish();
    expect(await first).toBe('r2');
    serve('r3');
    await holder.settle();
    expect(holder.residence()).toEqual({ state: 'absent' });
  });

  it('stays where work brought it to the run that the same work had served', async () => {
    const { holder, loads, serve } = held();
    const advanced = holder.use((resident) => {
      Object.assign(resident, { run: runOf('r2') });
      serve('r2');
      return Promise.resolve();
    });
    await settled();
    loads[0]!.finish();
    await advanced;
    expect(await holder.use(idOf)).toBe('r2');
    expect(loads).toHaveLength(1);
  });
});

describe('work that fails', () => {
  it.each([
    [new NotFoundError('no such subject'), 1],
    [new Error('a defect'), 2],
    [new InvariantError('a broken law'), 2],
  ])('costs what is held where nobody knows its state: %s', async (error, times) => {
    const { holder, loads } = held();
    const failing = holder.use(() => Promise.reject(error));
    await settled();
    loads[0]!.finish();
    await expect(failing).rejects.toBe(error);
    const next = holder.use(idOf);
    await settled();
    loads.at(-1)!.finish();
    expect(await next).toBe('r1');
    expect(loads).toHaveLength(times);
  });
});

describe('giving up', () => {
  it('is for who waits alone: loading goes on for the next, and the work is not begun', async () => {
    const { holder, loads } = held();
    const work = vi.fn(idOf);
    const calling = new AbortController();
    const waiting = holder.use(work, { signal: calling.signal });
    await settled();
    calling.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    loads[0]!.finish();
    expect(await holder.use(idOf)).toBe('r1');
    expect(work).not.toHaveBeenCalled();
    expect(loads).toHaveLength(1);
  });

  it('before anything began loads nothing', async () => {
    const { holder, loads } = held();
    await expect(holder.use(idOf, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(loads).toEqual([]);
  });

  it('does not reach work that has begun', async () => {
    const { holder, loads } = held();
    const calling = new AbortController();
    const working = holder.use(
      async (resident) => {
        calling.abort();
        await settled();
        return resident.run.id;
      },
      { signal: calling.signal },
    );
    await settled();
    loads[0]!.finish();
    expect(await working).toBe('r1');
  });

  it('of a question tells who asked to come again', async () => {
    const { holder } = held();
    const calling = new AbortController();
    const asked = askWhatIf(holder, { subjectId: 'u', changes: [] }, calling.signal);
    await settled();
    calling.abort();
    await expect(asked).rejects.toMatchObject({ code: 'store_unavailable' });
  });
});
