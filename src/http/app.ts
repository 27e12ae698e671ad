import express, { type Express, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import { NotFoundError, StoreUnavailableError } from '../domain/errors.ts';
import type { AuditLog } from '../engine/ports.ts';
import { presentLedger, presentScore } from './answers.ts';
import { authentication } from './authentication.ts';
import { sendConditionally } from './conditional.ts';
import type { HttpDependencies } from './dependencies.ts';
import { readsEgonet, readsNetwork, readsPath, readsSearch } from './exploring.ts';
import { requestLog } from './log.ts';
import { openApiDocument, PATHS } from './openapi.ts';
import { answerError, sendProblem } from './problem.ts';
import { readsCard } from './reading.ts';
import { cardQuery, scoreQuery } from './schemas.ts';
import { noteProblem } from './request-state.ts';

/** Remembers that an append failed: such a log stays shut, so no read can be answered any more. */
function watchAudit(audit: AuditLog): { audit: AuditLog; hasFailed: () => boolean } {
  let failed = false;
  return {
    hasFailed: () => failed,
    audit: {
      async append(record) {
        try {
          await audit.append(record);
        } catch (cause) {
          failed = true;
          throw new StoreUnavailableError('the read could not be recorded', { cause });
        }
      },
      close: () => audit.close(),
    },
  };
}

const refuseMethod: RequestHandler = (request, response) => {
  noteProblem(request, 'method_not_allowed');
  response.set('Allow', 'GET, HEAD');
  sendProblem(request, response, { code: 'method_not_allowed', detail: 'this path takes GET and HEAD' });
};

const ok: RequestHandler = (_request, response) => {
  response.set('Cache-Control', 'no-store').json({ status: 'ok' });
};

function routesOf(deps: HttpDependencies): Router {
  const { audit, hasFailed } = watchAudit(deps.audit);
  const { catalogues } = deps;
  const reading = { scoreboard: deps.scoreboard, graph: deps.graph, clock: deps.clock, audit };
  const authenticated = authentication(deps.authenticate, deps.limits);
  const contract = openApiDocument();

  const routes = express.Router({ strict: true, caseSensitive: true });
  const serve = (path: string, ...handlers: readonly RequestHandler[]) => {
    routes
      .route(path.replaceAll(/\{(\w+)\}/g, ':$1'))
      .get(...handlers)
      .all(refuseMethod);
  };
  serve(PATHS.healthz, ok);
  serve(PATHS.readyz, (request, response, next) => {
    if (deps.scoreboard() === undefined) throw new StoreUnavailableError('no scores are loaded');
    deps.checkKeys();
    if (hasFailed()) throw new StoreUnavailableError('reads can no longer be recorded');
    return ok(request, response, next);
  });
  serve(PATHS.openapi, (request, response) => {
    sendConditionally(request, response, contract);
  });
  serve(
    PATHS.score,
    ...authenticated,
    readsCard(reading, { scope: 'score:read', query: scoreQuery, catalogues, present: presentScore }),
  );
  serve(
    PATHS.ledger,
    ...authenticated,
    readsCard(reading, { scope: 'ledger:read', query: cardQuery, catalogues, present: presentLedger }),
  );
  serve(PATHS.egonet, ...authenticated, readsEgonet(reading));
  serve(PATHS.network, ...authenticated, readsNetwork(reading));
  serve(PATHS.path, ...authenticated, readsPath(reading));
  serve(PATHS.search, ...authenticated, readsSearch(reading));
  return routes;
}

/** The whole service as an Express application. */
export function createApp(deps: HttpDependencies): Express {
  const routes = routesOf(deps);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', deps.trustedProxies ?? 0);
  app.use(requestLog(deps.logStream));
  app.use(helmet());
  app.use((request, response) => {
    routes(request, response, (error: unknown = unknownPath()) => {
      answerError(request, response, error);
    });
  });
  return app;
}

function unknownPath(): NotFoundError {
  return new NotFoundError(`nothing is served at this path; ${PATHS.openapi} lists what is`);
}
