/** What a score was, why it changed and what it would be, over HTTP. */
import type { Request, RequestHandler, Response } from 'express';
import type { Catalogue } from '../domain/catalogue.ts';
import { NotFoundError } from '../domain/errors.ts';
import { changeOfSubject } from '../engine/changes.ts';
import { requireConsent } from '../engine/consent.ts';
import type { Hypothesis } from '../engine/resident/resident.ts';
import { subjectTimeline } from '../engine/timeline.ts';
import { subjectChangeJson, timelineJson } from '../engine/time-json.ts';
import { changeOfWhatIf } from '../engine/what-if.ts';
import { whatIfJson } from '../engine/what-if-json.ts';
import type { ChangeOptions } from '../scoring/change.ts';
import { principalOf, requireScope } from './authentication.ts';
import { cardQuery } from './card-schemas.ts';
import { chooseLanguage, noteLanguage } from './language.ts';
import { answerRead, boardFor, parseRequest, recordRead } from './reading.ts';
import { serviceOf, type RunDependencies } from './runs.ts';
import { subjectPath } from './schemas.ts';
import {
  changesQuery,
  hypothesisOf,
  whatIfBody,
  whatIfQuery,
  type ChangesAnswer,
  type HistoryAnswer,
  type WhatIfAnswer,
} from './time-schemas.ts';

export interface TimeDependencies extends RunDependencies {
  readonly catalogues: readonly Catalogue[];
}

/** Only analysts see what made the network line: it tells of others' scores. */
function networkFor(request: Request): NonNullable<ChangeOptions['network']> {
  return principalOf(request).scopes.includes('graph:read') ? 'exact' : 'served';
}

function speak(
  { catalogues }: TimeDependencies,
  { request, response }: { request: Request; response: Response },
  language: string | undefined,
): Catalogue {
  const catalogue = chooseLanguage(request, catalogues, language);
  noteLanguage(response, catalogue);
  return catalogue;
}

/** How one subject's score went, run by run. */
export function readsHistory(deps: TimeDependencies): RequestHandler {
  return (request, response) => {
    const { id } = parseRequest(subjectPath, 'path', request.params);
    const { purpose, language } = parseRequest(cardQuery, 'query', request.query);
    const catalogue = speak(deps, { request, response }, language);
    return answerRead(
      deps,
      { request, response },
      {
        ...{ scope: 'history:read', purpose, subjectIds: [id] },
        look: async () => {
          boardFor(deps.scoreboard(), purpose);
          const timeline = await subjectTimeline(serviceOf(deps).reads(), id, { purpose });
          return { body: timelineJson(timeline, catalogue) satisfies HistoryAnswer, result: 'shown' };
        },
      },
    );
  };
}

/** Why one subject's score differs between two runs. */
export function readsChanges(deps: TimeDependencies): RequestHandler {
  return (request, response) => {
    const { id } = parseRequest(subjectPath, 'path', request.params);
    const { language, ...asked } = parseRequest(changesQuery, 'query', request.query);
    const catalogue = speak(deps, { request, response }, language);
    return answerRead(
      deps,
      { request, response },
      {
        ...{ scope: 'change:read', purpose: asked.purpose, subjectIds: [id] },
        look: async () => {
          boardFor(deps.scoreboard(), asked.purpose);
          const wanted = { ...asked, network: networkFor(request) };
          const found = await changeOfSubject(serviceOf(deps).reads(), id, wanted);
          return { body: subjectChangeJson(found, catalogue) satisfies ChangesAnswer, result: 'shown' };
        },
      },
    );
  };
}

/** What one subject's score would be; recorded as a read of everybody whom the question names. */
export function asksWhatIf(deps: TimeDependencies): RequestHandler {
  return async (request, response) => {
    const { id } = parseRequest(subjectPath, 'path', request.params);
    const { language } = parseRequest(whatIfQuery, 'query', request.query);
    const { purpose, changes } = parseRequest(whatIfBody, 'body', request.body);
    const catalogue = speak(deps, { request, response }, language);
    const supposed = changes.map(hypothesisOf);
    const { body } = await recordRead(
      deps,
      { request, response },
      {
        ...{ scope: 'whatif:read', purpose, subjectIds: namedIn(id, supposed) },
        look: async () => {
          if (supposed.some(isAboutOthers)) requireScope(request, response, 'graph:read');
          // Before anything is loaded for somebody whom the run does not know, or may not process.
          const { run, rows } = boardFor(deps.scoreboard(), purpose);
          const row = rows.get(id);
          if (row === undefined) throw new NotFoundError('no such subject in the latest run');
          requireConsent({ run, row }, 'what if');
          const found = await serviceOf(deps).whatIf({ subjectId: id, changes: supposed });
          const change = changeOfWhatIf(found, networkFor(request));
          return { body: whatIfJson(found.run, change, catalogue) satisfies WhatIfAnswer, result: 'shown' };
        },
      },
    );
    response.set('Cache-Control', 'private, no-store').json(body);
  };
}

/**
 * For analysts: a refusal says whether the subject has such a tie or membership, and a surety's own score falls, which
 * moves the subject's where the two are tied.
 */
function isAboutOthers({ kind }: Hypothesis): boolean {
  return kind !== 'pay_due' && kind !== 'settle';
}

function namedIn(subjectId: string, changes: readonly Hypothesis[]): readonly string[] {
  const others = changes.flatMap((change) => {
    switch (change.kind) {
      case 'end_tie':
        return [change.otherId];
      case 'join_group':
      case 'leave_group':
        return [change.groupId];
      case 'add_guarantor':
        return [change.guarantorId];
      case 'pay_due':
      case 'settle':
        return [];
    }
  });
  return [...new Set([subjectId, ...others])];
}
