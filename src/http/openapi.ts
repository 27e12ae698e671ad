import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathItemObject } from 'zod-openapi';
import type { z } from 'zod';
import type { Scope } from '../engine/access.ts';
import {
  egonetAnswer,
  egonetQuery,
  networkAnswer,
  networkQuery,
  pathAnswer,
  pathQuery,
  searchAnswer,
  searchQuery,
} from './graph-schemas.ts';
import { PROBLEMS, type ProblemCode } from './problem.ts';
import {
  answerHeaders,
  cardHeaders,
  cardQuery,
  challengeHeaders,
  health,
  ledgerAnswer,
  problem,
  readHeaders,
  requestIdHeader,
  retryHeaders,
  scopeHeaders,
  scoreQuery,
  scoreAnswer,
  subjectPath,
  textHeaders,
} from './schemas.ts';

/** The paths served, as OpenAPI writes them. */
export const PATHS = {
  score: '/v1/subjects/{id}/score',
  ledger: '/v1/subjects/{id}/ledger',
  egonet: '/v1/subjects/{id}/egonet',
  network: '/v1/subjects/{id}/network',
  path: '/v1/paths',
  search: '/v1/search',
  openapi: '/openapi.json',
  healthz: '/healthz',
  readyz: '/readyz',
} as const;

const READ_PROBLEMS = [
  'invalid_input',
  'not_authenticated',
  'not_allowed',
  'not_found',
  'too_many_requests',
  'invariant',
  'store_unavailable',
] as const satisfies readonly ProblemCode[];

function headersOf(status: number): z.ZodObject {
  switch (status) {
    case 401:
      return challengeHeaders;
    case 403:
      return scopeHeaders;
    case 429:
    case 503:
      return retryHeaders;
    default:
      return requestIdHeader;
  }
}

function problemAnswers(codes: readonly ProblemCode[]): Record<string, object> {
  return Object.fromEntries(
    codes.map((code) => [
      String(PROBLEMS[code].status),
      {
        description: PROBLEMS[code].title,
        headers: headersOf(PROBLEMS[code].status),
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  );
}

function readOperation(of: {
  id: string;
  scope: Scope;
  summary: string;
  description: string;
  answer: z.ZodType;
  tag: 'scores' | 'graph';
  params: { path?: z.ZodObject; query: z.ZodObject; header?: z.ZodObject };
  headers?: z.ZodObject;
}): ZodOpenApiOperationObject {
  const headers = of.headers ?? answerHeaders;
  return {
    operationId: of.id,
    summary: of.summary,
    description: of.description,
    tags: [of.tag],
    security: [{ key: [of.scope] }],
    requestParams: { header: readHeaders, ...of.params },
    responses: {
      '200': {
        description: of.summary,
        headers,
        content: { 'application/json': { schema: of.answer } },
      },
      '304': { description: 'The answer named by If-None-Match still holds.', headers },
      ...problemAnswers(READ_PROBLEMS),
    },
  };
}

/** Every path answers HEAD as well: the same headers and no body. */
function withHead(get: ZodOpenApiOperationObject): ZodOpenApiPathItemObject {
  const bare = Object.entries(get.responses).map(([status, answer]: [string, { content?: unknown }]) => [
    status,
    { ...answer, content: undefined },
  ]);
  const head = {
    ...get,
    operationId: `${get.operationId ?? ''}Head`,
    summary: `The headers alone: ${get.summary ?? ''}`,
    responses: Object.fromEntries(bare) as ZodOpenApiOperationObject['responses'],
  };
  return { get, head };
}

function openOperation(
  id: string,
  summary: string,
  { answer, problems }: { answer: z.ZodType | undefined; problems: readonly ProblemCode[] },
): ZodOpenApiOperationObject {
  return {
    operationId: id,
    summary,
    tags: ['service'],
    security: [],
    responses: {
      '200': {
        description: summary,
        headers: requestIdHeader,
        content: { 'application/json': { schema: answer ?? { type: 'object' } } },
      },
      ...problemAnswers(problems),
    },
  };
}

const CARD = { tag: 'scores', headers: textHeaders } as const;

function graphPaths(): Record<string, ZodOpenApiPathItemObject> {
  const graph = { scope: 'graph:read', tag: 'graph' } as const;
  return {
    [PATHS.egonet]: withHead(
      readOperation({
        ...graph,
        id: 'readEgonet',
        summary: 'Who is around a subject, ring by ring, and how they are linked among themselves.',
        description:
          'Live, from the facts known now. Where a ring has more subjects than the limit leaves room for, those ' +
          'linked by most facts are given, of equally many the first by id.',
        params: { path: subjectPath, query: egonetQuery },
        answer: egonetAnswer,
      }),
    ),
    [PATHS.network]: withHead(
      readOperation({
        ...graph,
        id: 'readNetwork',
        summary:
          'Whose scores moved a subject, with names and exact points; of a group, what its members do for it.',
        description: 'From the run whose scores are served. A score that is withheld is withheld here too.',
        params: { path: subjectPath, query: networkQuery },
        answer: networkAnswer,
      }),
    ),
    [PATHS.path]: withHead(
      readOperation({
        ...graph,
        id: 'readPath',
        summary: 'A shortest path between two subjects, whichever way its links point.',
        description: 'Live, from the facts known now; of several, the first by the ids along it.',
        params: { query: pathQuery },
        answer: pathAnswer,
      }),
    ),
    [PATHS.search]: withHead(
      readOperation({
        ...graph,
        id: 'searchSubjects',
        summary: 'Subjects whose id or display name contains a text.',
        description:
          'Best first; everybody given is recorded as read, and a search that gives nobody as itself.',
        params: { query: searchQuery },
        answer: searchAnswer,
      }),
    ),
  };
}

/** The OpenAPI 3.1 document of all that is served. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Credence',
      version: '1.0.0',
      description:
        'Trust scores from 350 to 950 with everything that explains them. Every read names a purpose and is recorded.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [
      { name: 'scores', description: 'Reading scores and what explains them.' },
      { name: 'graph', description: 'Looking around in the graph, for analysts.' },
      { name: 'service', description: 'About the service itself.' },
    ],
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key that `credence keys create` has issued.' },
      },
    },
    paths: {
      [PATHS.score]: withHead(
        readOperation({
          ...CARD,
          params: { path: subjectPath, query: scoreQuery, header: cardHeaders },
          id: 'readScore',
          scope: 'score:read',
          summary: "One subject's score, with why, how sure it is, and what would better it.",
          description: 'An outcome other than `scored` has no number; it is an answer and not an error.',
          answer: scoreAnswer,
        }),
      ),
      [PATHS.ledger]: withHead(
        readOperation({
          ...CARD,
          params: { path: subjectPath, query: cardQuery, header: cardHeaders },
          id: 'readLedger',
          scope: 'ledger:read',
          summary: "One subject's whole ledger: every line that makes the score, and totals by group.",
          description: 'The lines of `ledger` add up to the score, exactly.',
          answer: ledgerAnswer,
        }),
      ),
      ...graphPaths(),
      [PATHS.openapi]: withHead(
        openOperation('readContract', 'This document.', { answer: undefined, problems: ['invariant'] }),
      ),
      [PATHS.healthz]: withHead(
        openOperation('readHealth', 'The process answers.', { answer: health, problems: ['invariant'] }),
      ),
      [PATHS.readyz]: withHead(
        openOperation('readReadiness', 'Scores are loaded, keys can be trusted and reads can be recorded.', {
          answer: health,
          problems: ['invariant', 'store_unavailable'],
        }),
      ),
    },
  });
}
