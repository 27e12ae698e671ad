/** Reading the body of a request that has one: a JSON object, small. */
import express, { type RequestHandler } from 'express';
import { InvalidInputError, TooLargeError } from '../domain/errors.ts';
import { sendProblem } from './problem.ts';
import { noteProblem } from './request-state.ts';

/** By judgement: the longest body that any path takes has some kilobytes. */
const MOST_BYTES = 64 * 1024;

const parse: RequestHandler = express.json({ limit: MOST_BYTES, inflate: false });

/** What body-parser says of a body in `error.type`. */
function faultOf(error: unknown): string {
  return error instanceof Error && 'type' in error && typeof error.type === 'string' ? error.type : '';
}

/** Leaves the body in `request.body`; comes after authentication, so that nobody's body is read without a key. */
export const readsJson: RequestHandler = (request, response, next) => {
  if (request.is('application/json') !== 'application/json') {
    refuseKind();
    return;
  }
  void parse(request, response, (error?: unknown) => {
    switch (faultOf(error)) {
      case 'entity.too.large':
        next(
          new TooLargeError(`body: expected at most ${MOST_BYTES} bytes`, { context: { limit: MOST_BYTES } }),
        );
        break;
      case 'charset.unsupported':
      case 'encoding.unsupported':
        refuseKind();
        break;
      case 'entity.parse.failed':
      case 'request.size.invalid':
        next(
          new InvalidInputError('body: expected one JSON object in UTF-8, as long as Content-Length says'),
        );
        break;
      default:
        next(error);
    }
  });

  function refuseKind(): void {
    noteProblem(request, 'unsupported_media_type');
    const detail = 'body: expected Content-Type: application/json in UTF-8, not compressed';
    sendProblem(request, response, { code: 'unsupported_media_type', detail });
  }
};
