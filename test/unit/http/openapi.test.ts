import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../../src/http/openapi/document.ts';
import { PATHS } from '../../../src/http/openapi/paths.ts';

interface Operation {
  requestBody?: { content: Record<string, { schema: { $ref?: string } }> };
  operationId: string;
  security: Record<string, string[]>[];
  parameters?: { in: string; name: string; required?: boolean }[];
  responses: Record<
    string,
    {
      description: string;
      headers?: Record<string, { required?: boolean }>;
      content?: Record<string, { schema: { $ref?: string } }>;
    }
  >;
}
interface Document {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, { additionalProperties?: boolean }>;
    securitySchemes: Record<string, unknown>;
  };
}

const document = JSON.parse(JSON.stringify(openApiDocument())) as Document;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

function referencesIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]: [string, unknown]) =>
    key === '$ref' && typeof child === 'string' ? [child] : referencesIn(child),
  );
}

function resolve(reference: string): unknown {
  return reference
    .replace('#/', '')
    .split('/')
    .reduce<unknown>((node, step) => (node as Record<string, unknown> | undefined)?.[step], document);
}

describe('openApiDocument', () => {
  it('is OpenAPI 3.1 and has every path that is served', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).sort()).toEqual(Object.values(PATHS).sort());
  });

  it('refers to nothing that is not there', () => {
    const references = referencesIn(document);
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) expect(resolve(reference), reference).toBeDefined();
  });

  it('names each operation once, describes every answer, and gives errors as problems', () => {
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    for (const { method, operation } of operations) {
      expect(Object.keys(operation.responses).some((status) => /^20[02]$/.test(status))).toBe(true);
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(response.description).not.toBe('');
        if (method === 'head') expect(response.content).toBeUndefined();
        if (Number(status) < 400 || method === 'head') continue;
        expect(response.content?.['application/problem+json']?.schema.$ref).toBe(
          '#/components/schemas/Problem',
        );
      }
    }
  });

  it('has HEAD beside every GET, and the headers that say what to do next', () => {
    for (const path of Object.values(PATHS)) {
      const methods = Object.keys(document.paths[path]!);
      expect(methods.includes('head'), path).toBe(methods.includes('get'));
    }
    const { responses } = document.paths[PATHS.score]!['get']!;
    expect(responses['401']?.headers?.['WWW-Authenticate']?.required).toBe(true);
    expect(responses['403']?.headers?.['WWW-Authenticate']?.required).not.toBe(true);
    for (const status of ['429', '503'])
      expect(responses[status]?.headers?.['Retry-After']?.required).toBe(true);
    for (const answer of Object.values(responses)) expect(answer.headers).toHaveProperty('X-Request-Id');
  });

  it.each([
    [PATHS.score, 'score:read'],
    [PATHS.ledger, 'ledger:read'],
  ])('says what %s needs and can answer', (path, scope) => {
    const operation = document.paths[path]!['get']!;
    expect(operation.security).toEqual([{ key: [scope] }]);
    expect(Object.keys(operation.responses).sort()).toEqual(
      ['200', '304', '400', '401', '403', '404', '429', '500', '503'].sort(),
    );
    expect(operation.parameters?.map(({ in: where, name, required }) => [where, name, required])).toEqual(
      expect.arrayContaining([
        ['path', 'id', true],
        ['query', 'purpose', true],
      ]),
    );
  });

  it.each([
    [PATHS.egonet, ['id', 'purpose', 'radius', 'limit', 'relations']],
    [PATHS.path, ['purpose', 'from', 'to', 'max_length', 'relations']],
    [PATHS.search, ['purpose', 'q', 'limit']],
  ])('says what %s takes, for the scope of analysts', (path, names) => {
    const operation = document.paths[path]!['get']!;
    expect(operation.security).toEqual([{ key: ['graph:read'] }]);
    const asked = operation.parameters?.filter(({ in: where }) => where !== 'header');
    expect(asked?.map(({ name }) => name)).toEqual(names);
  });

  it.each([
    [PATHS.runs, 'run:write', '202', 'RunWish', ['400', '401', '403', '409', '413', '415', '429']],
    [PATHS.cancelRun, 'run:write', '202', undefined, ['401', '403', '404', '409']],
  ])('says what is posted to %s, and what it can answer', (...[path, scope, done, body, refusals]) => {
    const { security, requestBody, responses } = document.paths[path]!['post']!;
    expect(security).toEqual([{ key: [scope] }]);
    expect(requestBody?.content['application/json']?.schema.$ref).toBe(
      body === undefined ? undefined : `#/components/schemas/${body}`,
    );
    expect(Object.keys(responses)).toEqual(expect.arrayContaining([done, ...refusals, '500', '503']));
  });

  it('leaves the service paths open and takes no unknown fields in its schemas', () => {
    expect(document.paths[PATHS.healthz]!['get']!.security).toEqual([]);
    for (const name of ['Score', 'Ledger', 'Problem', 'Reason', 'RunWish', 'Run', 'Runs']) {
      expect(document.components.schemas[name]?.additionalProperties, name).toBe(false);
    }
  });
});
