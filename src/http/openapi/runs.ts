import type { ZodOpenApiPathItemObject } from 'zod-openapi';
import { compareQuery, comparisonAnswer } from '../comparison-schemas.ts';
import {
  runAnswer,
  runPath,
  runsAnswer,
  runsQuery,
  runWish,
  startedHeaders,
  wishHeaders,
} from '../run-schemas.ts';
import { readQuery, requestIdHeader } from '../schemas.ts';
import { BODY_PROBLEMS, postOperation, READ_PROBLEMS, readOperation, withHead } from './operations.ts';
import { PATHS } from './paths.ts';

const RUNS = { tag: 'runs' } as const;

export function runPaths(): Record<string, ZodOpenApiPathItemObject> {
  return {
    [PATHS.runs]: {
      ...withHead(
        readOperation({
          ...RUNS,
          id: 'listRuns',
          scope: 'run:read',
          summary: 'The runs that are held for a purpose, and those asked for here.',
          description:
            'The run that is served is named; so is what what-ifs and touched runs need in memory.',
          params: { query: runsQuery },
          answer: runsAnswer,
        }),
      ),
      post: postOperation({
        ...RUNS,
        id: 'startRun',
        scope: 'run:write',
        summary: 'A run that begins; its scores are served once it is done.',
        description:
          'By the scorecard, profile, basis and currency of the run served. One at a time: while one is made, another is ' +
          'refused with `conflict`. A touched run stands on the run served; with a new calendar month, or where most of ' +
          'all are touched, everyone is scored instead. A run as of earlier than the one served is kept and not served.',
        status: 202,
        answer: runAnswer,
        headers: startedHeaders,
        problems: [...READ_PROBLEMS, ...BODY_PROBLEMS, 'conflict'],
        params: { header: wishHeaders },
        body: runWish,
      }),
    },
    ...runPathsById(),
  };
}

function runPathsById(): Record<string, ZodOpenApiPathItemObject> {
  return {
    [PATHS.compareRuns]: withHead(
      readOperation({
        ...RUNS,
        id: 'compareRuns',
        scope: 'run:read',
        summary: 'Two runs held against each other: how scores spread, and who went from band to band.',
        description: 'Counts alone; nobody is named.',
        params: { query: compareQuery },
        answer: comparisonAnswer,
      }),
    ),
    [PATHS.run]: withHead(
      readOperation({
        ...RUNS,
        id: 'readRun',
        scope: 'run:read',
        summary: 'One run: how far it is, or what it came to.',
        description: 'By the id that it was asked for by, or that it is held by.',
        params: { path: runPath, query: readQuery },
        answer: runAnswer,
      }),
    ),
    [PATHS.cancelRun]: {
      post: postOperation({
        ...RUNS,
        id: 'cancelRun',
        scope: 'run:write',
        summary: 'A run that was asked for here is called off.',
        description:
          'It ends at its next stage, and nothing of it is kept; one that is saving its scores already is done all the ' +
          'same. One that has ended is refused with `conflict`.',
        status: 202,
        answer: runAnswer,
        headers: requestIdHeader,
        problems: [...READ_PROBLEMS, 'conflict'],
        params: { path: runPath },
      }),
    },
  };
}
