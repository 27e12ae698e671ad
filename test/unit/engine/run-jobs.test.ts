import { describe, expect, it, vi } from 'vitest';
import { CancelledError, InvalidInputError } from '../../../src/domain/errors.ts';
import type { RunRecord } from '../../../src/engine/ports.ts';
import { RunJobs, type MakeRun, type RunMade, type RunWish } from '../../../src/engine/run-jobs.ts';

const made = (id: string): RunMade => ({ run: { id } as Partial<RunRecord> as RunRecord });
const WISH: RunWish = { kind: 'full', purpose: 'credit' };

/** A maker whose runs end when the test says so, or are called off. */
function heldMaker() {
  const open: { finish: (made: RunMade) => void; fail: (error: Error) => void }[] = [];
  const make = vi.fn<MakeRun>(
    (_wish, { signal }) =>
      new Promise((finish, fail) => {
        open.push({ finish, fail });
        signal.addEventListener('abort', () => {
          fail(new CancelledError('called off'));
        });
      }),
  );
  return { make, open };
}

function makeJobs(make: MakeRun) {
  let time = 1000;
  let ids = 0;
  const onFailure = vi.fn();
  const tools = { clock: { now: () => time++ }, newId: () => `job-${++ids}`, onFailure };
  return { jobs: new RunJobs(make, tools), onFailure };
}

/** Lets what has been settled be heard of. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('a run that was asked for', () => {
  it('is made as of the instant it was started at, or the one that was named', async () => {
    const { make, open } = heldMaker();
    const { jobs } = makeJobs(make);
    expect(jobs.start(WISH)).toMatchObject({ id: 'job-1', state: 'running', asOf: 1000, startedAt: 1000 });
    await settled();
    open[0]!.finish(made('r1'));
    await settled();
    expect(jobs.start({ ...WISH, kind: 'touched', asOf: 7 })).toMatchObject({ kind: 'touched', asOf: 7 });
    await settled();
    expect(make.mock.calls.map(([wish]) => wish.asOf)).toEqual([1000, 7]);
  });

  it('says where it is, and what it came to', async () => {
    const { make, open } = heldMaker();
    const { jobs, onFailure } = makeJobs(make);
    const { id } = jobs.start(WISH);
    await settled();
    make.mock.calls[0]![1].onProgress({ stage: 'score', done: 3, total: 9 });
    expect(jobs.find(id)?.progress).toEqual({ stage: 'score', done: 3, total: 9 });
    open[0]!.finish(made('r1'));
    await settled();
    expect(jobs.find(id)).toMatchObject({ state: 'done', endedAt: 1001, made: { run: { id: 'r1' } } });
    expect(onFailure).not.toHaveBeenCalled();
  });

  it.each([
    [new InvalidInputError('two currencies'), { code: 'invalid_input', message: 'two currencies' }],
    [new Error('insides'), { code: 'invariant', message: 'an unexpected failure' }],
    [
      new CancelledError('the kernel pool is closed'),
      { code: 'cancelled', message: expect.anything() as string },
    ],
  ])('that fails says so, and makes room: %s', async (error, failure) => {
    const { make, open } = heldMaker();
    const { jobs, onFailure } = makeJobs(make);
    const { id } = jobs.start(WISH);
    await settled();
    open[0]!.fail(error);
    await settled();
    expect(jobs.find(id)).toMatchObject({ state: 'failed', failure });
    expect(onFailure).toHaveBeenCalledExactlyOnceWith(jobs.find(id), error);
    expect(jobs.start(WISH).state).toBe('running');
  });

  it('is refused while another is made, which goes on', async () => {
    const { make } = heldMaker();
    const { jobs } = makeJobs(make);
    const { id } = jobs.start(WISH);
    expect(() => jobs.start({ ...WISH, kind: 'touched' })).toThrow(`one is being made, ${id}`);
    await settled();
    expect(make).toHaveBeenCalledOnce();
    expect(jobs.find(id)?.state).toBe('running');
  });

  it('that cannot be granted is not started', () => {
    const { make } = heldMaker();
    const { jobs } = makeJobs(make);
    const check = () => {
      throw new InvalidInputError('too early');
    };
    expect(() => jobs.start(WISH, { check })).toThrow('too early');
    expect(jobs.list('credit')).toEqual([]);
  });
});

describe('a token', () => {
  it('that comes again gives the job of the first time, whatever has become of it', async () => {
    const { make, open } = heldMaker();
    const { jobs } = makeJobs(make);
    const first = jobs.start(WISH, { token: 'a' });
    expect(jobs.start(WISH, { token: 'a' })).toEqual(first);
    await settled();
    open[0]!.finish(made('r1'));
    await settled();
    const refuse = () => {
      throw new InvalidInputError('too late');
    };
    expect(jobs.start(WISH, { token: 'a', check: refuse })).toMatchObject({ id: first.id, state: 'done' });
    expect(jobs.start(WISH, { token: 'b' }).id).not.toBe(first.id);
    await settled();
    expect(make).toHaveBeenCalledTimes(2);
  });

  it('does not stand for two wishes', () => {
    const { jobs } = makeJobs(heldMaker().make);
    const { asOf } = jobs.start(WISH, { token: 'a' });
    expect(() => jobs.start({ ...WISH, asOf }, { token: 'a' })).toThrow('came before with another wish');
  });

  it('of a wish that was refused may come again', async () => {
    const { make, open } = heldMaker();
    const { jobs } = makeJobs(make);
    jobs.start(WISH);
    expect(() => jobs.start(WISH, { token: 'a' })).toThrow('one is being made');
    await settled();
    open[0]!.finish(made('r1'));
    await settled();
    expect(jobs.start(WISH, { token: 'a' }).id).toBe('job-2');
  });
});

describe('a run called off', () => {
  it('ends as cancelled, is no failure, and makes room', async () => {
    const { make } = heldMaker();
    const { jobs, onFailure } = makeJobs(make);
    const { id } = jobs.start(WISH);
    await settled();
    expect(jobs.cancel(id)).toMatchObject({ state: 'running', isCalledOff: true });
    await settled();
    expect(jobs.find(id)).toMatchObject({ state: 'cancelled' });
    expect(() => jobs.cancel(id)).toThrow('this one is cancelled');
    expect(onFailure).not.toHaveBeenCalled();
    expect(jobs.start(WISH).state).toBe('running');
  });

  it('too late is done all the same', async () => {
    const { make, open } = heldMaker();
    const { jobs } = makeJobs(make);
    const { id } = jobs.start(WISH);
    await settled();
    open[0]!.finish(made('r1'));
    jobs.cancel(id);
    await settled();
    expect(jobs.find(id)).toMatchObject({ state: 'done', isCalledOff: true });
  });

  it('of an id that nobody has is undefined', () => {
    expect(makeJobs(heldMaker().make).jobs.cancel('job-9')).toBeUndefined();
  });
});

describe('the jobs together', () => {
  it('are listed by purpose, the last first, and the oldest are forgotten with their tokens', async () => {
    const { jobs } = makeJobs((wish) => Promise.resolve(made(`run at ${wish.asOf}`)));
    for (let round = 0; round < 103; round++) {
      jobs.start({ ...WISH, purpose: round === 102 ? 'tenancy' : 'credit' }, { token: String(round) });
      await settled();
    }
    expect(jobs.list('tenancy').map(({ id }) => id)).toEqual(['job-103']);
    const credit = jobs.list('credit').map(({ id }) => id);
    expect([credit[0], credit.at(-1), credit.length]).toEqual(['job-102', 'job-3', 100]);
    expect(jobs.find('job-1')).toBeUndefined();
    expect(jobs.start(WISH, { token: '0' }).id).toBe('job-104');
  });

  it('end when they are closed: what runs is called off, and none is started any more', async () => {
    const { make } = heldMaker();
    const { jobs } = makeJobs(make);
    const { id } = jobs.start(WISH);
    await settled();
    await jobs.close();
    expect(jobs.find(id)?.state).toBe('cancelled');
    expect(() => jobs.start(WISH)).toThrow(CancelledError);
  });
});
