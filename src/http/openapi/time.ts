import type { ZodOpenApiPathItemObject } from 'zod-openapi';
import { cardHeaders, cardQuery, textHeaders } from '../card-schemas.ts';
import { subjectPath } from '../schemas.ts';
import {
  changesAnswer,
  changesQuery,
  historyAnswer,
  whatIfAnswer,
  whatIfBody,
  whatIfHeaders,
  whatIfQuery,
} from '../time-schemas.ts';
import { BODY_PROBLEMS, postOperation, READ_PROBLEMS, readOperation, withHead } from './operations.ts';
import { PATHS } from './paths.ts';

const TIME = { tag: 'time' } as const;
const WITHDRAWN =
  'Once a run has found consent withdrawn, those that stood on it tell no number and no reading any more, but ' +
  '`no_processing_consent`.';
const TOLD = { ...TIME, headers: textHeaders } as const;

export function timePaths(): Record<string, ZodOpenApiPathItemObject> {
  return {
    [PATHS.history]: withHead(
      readOperation({
        ...TOLD,
        id: 'readHistory',
        scope: 'history:read',
        summary: "How one subject's score went, and what did most of each step.",
        description: `The runs for the purpose, on the basis of the latest, that moved the score, the band or the outcome. ${WITHDRAWN}`,
        params: { path: subjectPath, query: cardQuery, header: cardHeaders },
        answer: historyAnswer,
      }),
    ),
    [PATHS.changes]: withHead(
      readOperation({
        ...TOLD,
        id: 'readChanges',
        scope: 'change:read',
        summary: "Why one subject's score differs between two runs, line by line.",
        description:
          'The lines sum to the difference, exactly. What others did is one line, that of the network as it is served; a ' +
          `key that has the scope graph:read as well gets it split. ${WITHDRAWN}`,
        params: { path: subjectPath, query: changesQuery, header: cardHeaders },
        answer: changesAnswer,
      }),
    ),
    [PATHS.whatIf]: {
      post: postOperation({
        ...TIME,
        id: 'askWhatIf',
        scope: 'whatif:read',
        summary: "What one subject's score would be with facts that might be, and why.",
        description:
          'As of the run served; nothing is kept. Whoever the question names is recorded as read. What names others (end_tie, ' +
          'join_group, leave_group, add_guarantor) needs the scope graph:read as well, since answers and refusals tell who is ' +
          'tied to whom. Of who has not consented, where the run asks for it, nothing is supposed: 403, `consent_required`. The ' +
          'first question has the projection loaded; until it is, the answer is 503 with Retry-After.',
        status: 200,
        answer: whatIfAnswer,
        headers: whatIfHeaders,
        problems: [...READ_PROBLEMS, ...BODY_PROBLEMS],
        params: { path: subjectPath, query: whatIfQuery, header: whatIfAsked },
        body: whatIfBody,
      }),
    },
  };
}

/** A POST has no answer that the caller could hold. */
const whatIfAsked = cardHeaders.omit({ 'If-None-Match': true });
