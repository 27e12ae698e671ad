import type { ZodOpenApiPathItemObject } from 'zod-openapi';
import {
  cardHeaders,
  cardQuery,
  ledgerAnswer,
  scoreAnswer,
  scoreQuery,
  textHeaders,
} from '../card-schemas.ts';
import { subjectPath } from '../schemas.ts';
import { readOperation, withHead } from './operations.ts';
import { PATHS } from './paths.ts';

const CARD = { tag: 'scores', headers: textHeaders } as const;

export function scorePaths(): Record<string, ZodOpenApiPathItemObject> {
  return {
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
  };
}
