/** Reading the graph, live: what an analyst's key may see of who is linked to whom. */
import type { Request, RequestHandler, Response } from 'express';
import { StoreUnavailableError } from '../domain/errors.ts';
import type { Scope } from '../engine/access.ts';
import { measure } from '../engine/exploring/drawing.ts';
import { egonetJson, pathJson, searchJson } from '../engine/exploring/json.ts';
import type { Cut } from '../engine/ports.ts';
import type { ExploredStore } from './dependencies.ts';
import { answerRead, boardFor, parseRequest, type ReadingDependencies } from './reading.ts';
import { networkJson } from '../engine/network-json.ts';
import { egonetQuery, networkQuery, pathQuery, searchQuery } from './graph-schemas.ts';
import type { EgonetAnswer, NetworkAnswer, PathAnswer, SearchAnswer } from './graph-schemas.ts';
import { subjectPath } from './schemas.ts';

const SCOPE: Scope = 'graph:read';
/** What is recorded of a read that was answered. */
const SHOWN = 'shown';

export interface ExploringDependencies extends ReadingDependencies {
  readonly graph: () => ExploredStore | undefined;
}

/** What one read of the graph asks. */
interface Asked {
  readonly purpose: string;
  /** Whom the reader asks about; the look adds whom else it names. */
  readonly subjectIds: readonly string[];
  readonly look: (
    explore: ExploredStore['explore'],
    at: Cut,
  ) => Promise<{ readonly body: unknown; readonly subjectIds?: readonly string[] }>;
}

function explores(
  deps: ExploringDependencies,
  ask: (request: Request) => Asked,
): (request: Request, response: Response) => Promise<void> {
  return async (request, response) => {
    const { purpose, subjectIds, look } = ask(request);
    await answerRead(
      deps,
      { request, response },
      {
        scope: SCOPE,
        purpose,
        subjectIds,
        look: async () => {
          boardFor(deps.scoreboard(), purpose);
          const store = deps.graph();
          if (store === undefined) throw new StoreUnavailableError('the store is not there yet');
          const found = await look(store.explore, {
            asOf: deps.clock.now(),
            batch: await store.latestBatch(),
          });
          return { ...found, result: SHOWN };
        },
      },
    );
  };
}

/** One subject's egonet; recorded as a read of everybody in it. */
export function readsEgonet(deps: ExploringDependencies): RequestHandler {
  return explores(deps, (request) => {
    const { id } = parseRequest(subjectPath, 'path', request.params);
    const { purpose, ...bounds } = parseRequest(egonetQuery, 'query', request.query);
    return {
      purpose,
      subjectIds: [id],
      look: async (explore, at) => {
        const egonet = await explore.egonet(id, { ...bounds, at });
        const body = egonetJson(egonet, measure(egonet)) satisfies EgonetAnswer;
        return { body, subjectIds: once([id, ...body.subjects.map((subject) => subject.id)]) };
      },
    };
  });
}

/** A path between two; recorded as a read of both and of everybody between. */
export function readsPath(deps: ExploringDependencies): RequestHandler {
  return explores(deps, (request) => {
    const { purpose, from, to, relations, max_length } = parseRequest(pathQuery, 'query', request.query);
    return {
      purpose,
      subjectIds: once([from, to]),
      look: async (explore, at) => {
        const path = await explore.shortestPath({ from, to }, { relations, maxLength: max_length, at });
        const body = pathJson(path) satisfies PathAnswer;
        return { body, subjectIds: once([from, to, ...body.subjects.map(({ id }) => id)]) };
      },
    };
  });
}

/** A search; nobody is asked about by id, so it is recorded as a read of everybody it gives, or else as itself. */
export function readsSearch(deps: ExploringDependencies): RequestHandler {
  return explores(deps, (request) => {
    const { purpose, q, limit } = parseRequest(searchQuery, 'query', request.query);
    return {
      purpose,
      subjectIds: [],
      look: async (explore, at) => {
        const answer = await explore.search(q, { limit, at });
        const body = searchJson(answer) satisfies SearchAnswer;
        return { body, subjectIds: answer.subjects.map(({ id }) => id) };
      },
    };
  });
}

/** Who moved one subject's score; recorded as a read of that subject and of everybody named. */
export function readsNetwork(deps: ReadingDependencies): RequestHandler {
  return (request, response) => {
    const { id } = parseRequest(subjectPath, 'path', request.params);
    const { purpose, limit } = parseRequest(networkQuery, 'query', request.query);
    return answerRead(
      deps,
      { request, response },
      {
        scope: SCOPE,
        purpose,
        subjectIds: [id],
        look: async () => {
          const board = boardFor(deps.scoreboard(), purpose);
          const network = (await board.network()).of(id, limit);
          const body = networkJson(network, board.run.id) satisfies NetworkAnswer;
          return { body, result: network.outcome, subjectIds: namedIn(body) };
        },
      },
    );
  };
}

function namedIn({ subject_id, line, members = [] }: NetworkAnswer): readonly string[] {
  const contributors = line?.contributors.map((one) => one.subject_id) ?? [];
  const groups = line?.groups.map((one) => one.group_id) ?? [];
  return once([subject_id, ...contributors, ...groups, ...members.map((one) => one.subject_id)]);
}

function once(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}
