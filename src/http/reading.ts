import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Catalogue } from '../domain/catalogue.ts';
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
import type { cardQuery, scoreQuery } from './card-schemas.ts';
import { sendConditionally } from './conditional.ts';
import { chooseLanguage, noteLanguage } from './language.ts';
import { requestIdOf } from './request-state.ts';
import { subjectPath } from './schemas.ts';

/** Reads one part of a request; throws InvalidInputError that names each field and what it should be. */
export function parseRequest<Schema extends z.ZodType>(
  schema: Schema,
  part: 'path' | 'query' | 'headers' | 'body',
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

/** The board, where it was made for the purpose asked for. */
export function boardFor(scoreboard: Scoreboard | undefined, purpose: string): Scoreboard {
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
  return scoreboard;
}

/** A read of somebody's data, or what is done to runs. */
interface Read<Found extends ReadFindings> {
  readonly scope: Scope;
  readonly purpose: string;
  /** Whom the reader asks about; empty where nobody is asked about by id. Recorded where the look fails. */
  readonly subjectIds: readonly string[];
  readonly look: () => Promise<Found>;
}

interface ReadFindings {
  readonly body: unknown;
  /** What is recorded, such as an outcome. */
  readonly result: string;
  /** Everybody who was read; default: `subjectIds`. */
  readonly subjectIds?: readonly string[];
}

/** A request and its answer under way. */
export interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

/**
 * Does what the key's scope allows. Whatever comes of it, a record for each subject is on disk before this resolves or
 * rejects, or one that names nobody where there is none; if that fails, it rejects with StoreUnavailableError.
 */
export async function recordRead<Found extends ReadFindings>(
  { audit, clock }: Pick<ReadingDependencies, 'audit' | 'clock'>,
  { request, response }: Exchange,
  { scope, purpose, subjectIds, look }: Read<Found>,
): Promise<Found> {
  const { keyId, client } = principalOf(request);
  const read = { requestId: requestIdOf(request), keyId, client, action: scope, purpose };
  const record = (ids: readonly string[], result: string) => {
    const about = ids.length === 0 ? [{}] : ids.map((subjectId) => ({ subjectId }));
    return Promise.all(about.map((whom) => audit.append({ ...read, at: clock.now(), ...whom, result })));
  };
  let found: Found;
  try {
    requireScope(request, response, scope);
    found = await look();
  } catch (error) {
    await record(subjectIds, error instanceof CredenceError ? error.code : 'invariant');
    throw error;
  }
  // A 304 tells the reader as much as a 200 does, so both are recorded as what was found.
  await record(found.subjectIds ?? subjectIds, found.result);
  return found;
}

/** Answers a read once it is recorded, with 304 where the caller holds the answer. */
export async function answerRead(
  deps: Pick<ReadingDependencies, 'audit' | 'clock'>,
  { request, response }: Exchange,
  read: Read<ReadFindings>,
): Promise<void> {
  const { body } = await recordRead(deps, { request, response }, read);
  response.set('Cache-Control', 'private, no-cache');
  sendConditionally(request, response, body);
}

interface CardReading {
  readonly scope: Scope;
  readonly query: typeof scoreQuery | typeof cardQuery;
  readonly catalogues: readonly Catalogue[];
  readonly present: (card: ScoreCard, catalogue: Catalogue) => unknown;
}

/** A handler that reads one subject's card for a stated purpose, in the caller's language. */
export function readsCard(
  reading: ReadingDependencies,
  { scope, query, catalogues, present }: CardReading,
): RequestHandler {
  return (request, response) => {
    const { id: subjectId } = parseRequest(subjectPath, 'path', request.params);
    const asked: z.infer<typeof scoreQuery> = parseRequest(query, 'query', request.query);
    const catalogue = chooseLanguage(request, catalogues, asked.language);
    noteLanguage(response, catalogue);
    return answerRead(
      reading,
      { request, response },
      {
        scope,
        purpose: asked.purpose,
        subjectIds: [subjectId],
        look: () => {
          const card = boardFor(reading.scoreboard(), asked.purpose).card(subjectId, asked.reasons);
          return Promise.resolve({ body: present(card, catalogue), result: card.outcome });
        },
      },
    );
  };
}
