import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import {
  CredenceError,
  InvalidInputError,
  NotAllowedError,
  StoreUnavailableError,
} from '../domain/errors.ts';
import type { Scope } from '../engine/access.ts';
import type { AuditLog, Clock } from '../engine/ports.ts';
import type { Scoreboard } from '../engine/scoreboard.ts';
import type { ScoreCard } from '../scoring/ledger.ts';
import { principalOf, requireScope } from './authentication.ts';
import { sendConditionally } from './conditional.ts';
import { requestIdOf } from './request-state.ts';
import { readQuery, subjectPath } from './schemas.ts';

/** Reads one part of a request; throws InvalidInputError that names each field and what it should be. */
function parseRequest<Schema extends z.ZodType>(
  schema: Schema,
  part: 'path' | 'query',
  input: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? `takes no ${issue.keys.map((key) => JSON.stringify(key.slice(0, 50))).join(', ')}`
      : `${issue.path.join('.')}: ${issue.message}`,
  );
  throw new InvalidInputError(`${part}: ${faults.join('; ')}`);
}

export interface ReadingDependencies {
  readonly scoreboard: () => Scoreboard | undefined;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

function findCard(scoreboard: Scoreboard | undefined, subjectId: string, purpose: string): ScoreCard {
  if (scoreboard === undefined) {
    throw new StoreUnavailableError('there are no scores yet; make a run first: credence score');
  }
  const { run } = scoreboard;
  if (purpose !== run.purpose) {
    throw new NotAllowedError(
      `the scores served were made for the purpose ${JSON.stringify(run.purpose)} and are not lent to another; ` +
        'ask for that purpose, or have a run made for yours',
      { context: { purpose: run.purpose } },
    );
  }
  return scoreboard.card(subjectId);
}

/**
 * A handler that reads one subject's card for a stated purpose. Whatever comes of it, a record of it is on disk
 * before the answer leaves; if that fails, the answer is 503 and says nothing of the subject.
 */
export function readsCard(
  { scoreboard, audit, clock }: ReadingDependencies,
  scope: Scope,
  present: (card: ScoreCard) => unknown,
): RequestHandler {
  return async (request: Request, response: Response) => {
    const { keyId, client } = principalOf(request);
    const { id: subjectId } = parseRequest(subjectPath, 'path', request.params);
    const { purpose } = parseRequest(readQuery, 'query', request.query);
    const record = (result: string) =>
      audit.append({
        at: clock.now(),
        requestId: requestIdOf(request),
        keyId,
        client,
        action: scope,
        subjectId,
        purpose,
        result,
      });
    let card: ScoreCard;
    let body: unknown;
    try {
      requireScope(request, response, scope);
      card = findCard(scoreboard(), subjectId, purpose);
      body = present(card);
    } catch (error) {
      await record(error instanceof CredenceError ? error.code : 'invariant');
      throw error;
    }
    // A 304 tells the reader as much as a 200 does, so both are recorded as what the subject's outcome is.
    await record(card.outcome);
    response.set('Cache-Control', 'private, no-cache');
    sendConditionally(request, response, body);
  };
}
