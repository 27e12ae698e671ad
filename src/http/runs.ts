/** Runs over HTTP: those that are held, and those asked for, watched and called off here. */
import type { Request, RequestHandler } from 'express';
import { InvalidInputError, NotFoundError, StoreUnavailableError } from '../domain/errors.ts';
import { comparisonJson } from '../engine/comparison-json.ts';
import type { RunReads, RunRecord } from '../engine/ports.ts';
import { runJson } from '../engine/run-json.ts';
import { compareRuns } from '../engine/run-comparison.ts';
import { principalOf } from './authentication.ts';
import type { RunService } from './dependencies.ts';
import { PATHS } from './openapi/paths.ts';
import { answerRead, boardFor, parseRequest, recordRead, type ReadingDependencies } from './reading.ts';
import { heldAnswer, jobJson, residenceJson } from './run-json.ts';
import { compareQuery, type ComparisonAnswer } from './comparison-schemas.ts';
import { runPath, runsQuery, runWish, wishHeaders, type RunsAnswer } from './run-schemas.ts';
import { readQuery } from './schemas.ts';

export interface RunDependencies extends ReadingDependencies {
  readonly runs: () => RunService | undefined;
}

/** Nobody is asked about by id, so that what is done is recorded as itself. */
const NOBODY: readonly string[] = [];

export function serviceOf({ runs }: RunDependencies): RunService {
  const service = runs();
  if (service === undefined) throw new StoreUnavailableError('the store is not there yet');
  return service;
}

export function startsRun(deps: RunDependencies): RequestHandler {
  return async (request, response) => {
    const { kind, purpose, as_of: asOf } = parseRequest(runWish, 'body', request.body);
    const token = tokenOf(request);
    const { job } = await recordRead(
      deps,
      { request, response },
      {
        ...{ scope: 'run:write', purpose, subjectIds: NOBODY },
        look: () => {
          boardFor(deps.scoreboard(), purpose);
          const { jobs, checkWish } = serviceOf(deps);
          const started = jobs.start(
            { kind, purpose, asOf },
            { check: checkWish, ...(token === undefined ? {} : { token }) },
          );
          return Promise.resolve({ job: started, body: undefined, result: 'started' });
        },
      },
    );
    response
      .status(202)
      .set({ Location: PATHS.run.replace('{id}', encodeURIComponent(job.id)), 'Cache-Control': 'no-store' })
      .json(jobJson(job));
  };
}

/** One caller's key says nothing of another's. */
function tokenOf(request: Request): string | undefined {
  const headers = { 'Idempotency-Key': request.get('idempotency-key') };
  const { 'Idempotency-Key': key } = parseRequest(wishHeaders, 'headers', headers);
  return key === undefined ? undefined : `${principalOf(request).keyId} ${key}`;
}

export function cancelsRun(deps: RunDependencies): RequestHandler {
  return async (request, response) => {
    const { id } = parseRequest(runPath, 'path', request.params);
    const { job } = await recordRead(
      deps,
      { request, response },
      {
        scope: 'run:write',
        purpose: deps.scoreboard()?.run.purpose ?? '',
        subjectIds: NOBODY,
        look: () => {
          const called = serviceOf(deps).jobs.cancel(id);
          if (called === undefined) throw unknownRun();
          return Promise.resolve({ job: called, body: undefined, result: 'called off' });
        },
      },
    );
    response.status(202).set('Cache-Control', 'no-store').json(jobJson(job));
  };
}

export function readsRun(deps: RunDependencies): RequestHandler {
  return (request, response) => {
    const { id } = parseRequest(runPath, 'path', request.params);
    const { purpose } = parseRequest(readQuery, 'query', request.query);
    return answerRead(
      deps,
      { request, response },
      {
        ...{ scope: 'run:read', purpose, subjectIds: NOBODY },
        look: async () => {
          boardFor(deps.scoreboard(), purpose);
          const { jobs, reads } = serviceOf(deps);
          const job = jobs.find(id);
          const body = job === undefined ? heldAnswer(await heldRun(reads(), id, purpose)) : jobJson(job);
          const subjectIds = [...new Set(body.touched?.near?.map(({ subject_id }) => subject_id))];
          return { body, result: 'shown', subjectIds };
        },
      },
    );
  };
}

/** Throws NotFoundError for a run that is not held, or was made for another purpose. */
async function heldRun(store: RunReads, id: string, purpose: string): Promise<RunRecord> {
  const run = await store.readRun(id);
  if (run?.purpose !== purpose) throw unknownRun();
  return run;
}

function unknownRun(): NotFoundError {
  return new NotFoundError(
    `no run of this id is held for this purpose, or was asked for here; ${PATHS.runs} lists them`,
  );
}

/** Two runs held against each other; of nobody in particular. */
export function comparesRuns(deps: RunDependencies): RequestHandler {
  return (request, response) => {
    const { purpose, from, to } = parseRequest(compareQuery, 'query', request.query);
    return answerRead(
      deps,
      { request, response },
      {
        ...{ scope: 'run:read', purpose, subjectIds: NOBODY },
        look: async () => {
          boardFor(deps.scoreboard(), purpose);
          const { reads, tables } = serviceOf(deps);
          for (const id of [from, to]) await heldRun(reads(), id, purpose);
          const comparison = await compareRuns(tables, [from, to]);
          return { body: comparisonJson(comparison) satisfies ComparisonAnswer, result: 'shown' };
        },
      },
    );
  };
}

export function listsRuns(deps: RunDependencies): RequestHandler {
  return (request, response) => {
    const { purpose, limit, cursor } = parseRequest(runsQuery, 'query', request.query);
    return answerRead(
      deps,
      { request, response },
      {
        ...{ scope: 'run:read', purpose, subjectIds: NOBODY },
        look: async () => {
          const { run } = boardFor(deps.scoreboard(), purpose);
          const { jobs, reads, residence } = serviceOf(deps);
          const held = page(await reads().listRuns(purpose), { limit, cursor });
          const body: RunsAnswer = {
            served: run.id,
            asked_for: jobs.list(purpose).map(jobJson),
            ...held,
            projection: residenceJson(residence()),
          };
          return { body, result: 'shown' };
        },
      },
    );
  };
}

/** The runs after the one that the cursor stands for, so that one made meanwhile moves none to another page. */
function page(
  runs: readonly RunRecord[],
  { limit, cursor }: { limit: number; cursor: string | undefined },
): Pick<RunsAnswer, 'held' | 'next_cursor'> {
  const last = cursor === undefined ? -1 : runs.findIndex(({ id }) => cursorOf(id) === cursor);
  if (cursor !== undefined && last === -1)
    throw new InvalidInputError('query: cursor: expected `next_cursor` of an answer, for the same purpose');
  const held = runs.slice(last + 1, last + 1 + limit);
  const isMore = last + 1 + limit < runs.length;
  return { held: held.map(runJson), ...(isMore ? { next_cursor: cursorOf(held.at(-1)!.id) } : {}) };
}

function cursorOf(runId: string): string {
  return Buffer.from(`after ${runId}`).toString('base64url');
}
