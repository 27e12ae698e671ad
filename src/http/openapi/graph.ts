import type { ZodOpenApiPathItemObject } from 'zod-openapi';
import {
  egonetAnswer,
  egonetQuery,
  networkAnswer,
  networkQuery,
  pathAnswer,
  pathQuery,
  searchAnswer,
  searchQuery,
} from '../graph-schemas.ts';
import { subjectPath } from '../schemas.ts';
import { readOperation, withHead } from './operations.ts';
import { PATHS } from './paths.ts';

export function graphPaths(): Record<string, ZodOpenApiPathItemObject> {
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
