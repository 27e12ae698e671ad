/** What all operations of the document have in common: who may, what may go wrong, and which headers say so. */
import type { ZodOpenApiOperationObject, ZodOpenApiPathItemObject } from 'zod-openapi';
import type { z } from 'zod';
import type { Scope } from '../../engine/access.ts';
import { PROBLEMS, type ProblemCode } from '../problem.ts';
import {
  answerHeaders,
  challengeHeaders,
  problem,
  readHeaders,
  requestHeaders,
  requestIdHeader,
  retryHeaders,
  scopeHeaders,
} from '../schemas.ts';

export const READ_PROBLEMS = [
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

type Tag = 'scores' | 'time' | 'runs' | 'graph';

export function readOperation(of: {
  id: string;
  scope: Scope;
  summary: string;
  description: string;
  answer: z.ZodType;
  tag: Tag;
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

/** What may be wrong with a body, besides what is wrong in it. */
export const BODY_PROBLEMS = [
  'too_large',
  'unsupported_media_type',
] as const satisfies readonly ProblemCode[];

/** What is asked with a body, or done. */
export function postOperation(of: {
  id: string;
  scope: Scope;
  summary: string;
  description: string;
  tag: Tag;
  status: 200 | 202;
  answer: z.ZodType;
  headers: z.ZodObject;
  problems: readonly ProblemCode[];
  params: { path?: z.ZodObject; query?: z.ZodObject; header?: z.ZodObject };
  body?: z.ZodType;
}): ZodOpenApiOperationObject {
  return {
    operationId: of.id,
    summary: of.summary,
    description: of.description,
    tags: [of.tag],
    security: [{ key: [of.scope] }],
    requestParams: { header: requestHeaders, ...of.params },
    ...(of.body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: of.body } } } }),
    responses: {
      [of.status]: {
        description: of.summary,
        headers: of.headers,
        content: { 'application/json': { schema: of.answer } },
      },
      ...problemAnswers(of.problems),
    },
  };
}

/** Every path answers HEAD as well: the same headers and no body. */
export function withHead(get: ZodOpenApiOperationObject): ZodOpenApiPathItemObject {
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

export function openOperation(
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
