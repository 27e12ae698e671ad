import type { ZodOpenApiPathItemObject } from 'zod-openapi';
import { health } from '../schemas.ts';
import { openOperation, withHead } from './operations.ts';
import { PATHS } from './paths.ts';

export function servicePaths(): Record<string, ZodOpenApiPathItemObject> {
  return {
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
  };
}
