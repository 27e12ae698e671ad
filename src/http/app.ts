import express, { type Express, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import { NotFoundError, StoreUnavailableError } from '../domain/errors.ts';
import type { AuditLog } from '../engine/ports.ts';
import { presentLedger, presentScore } from './answers.ts';
import { authentication } from './authentication.ts';
import { readsJson } from './body.ts';
import { cardQuery, scoreQuery } from './card-schemas.ts';
import { sendConditionally } from './conditional.ts';
import type { HttpDependencies } from './dependencies.ts';
import { readsEgonet, readsNetwork, readsPath, readsSearch } from './exploring.ts';
import { requestLog } from './log.ts';
import { openApiDocument } from './openapi/document.ts';
import { PATHS } from './openapi/paths.ts';
import { answerError, sendProblem } from './problem.ts';
import { readsCard } from './reading.ts';
import { cancelsRun, comparesRuns, listsRuns, readsRun, startsRun } from './runs.ts';
import { asksWhatIf, readsChanges, readsHistory } from './time.ts';
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

/** What a path takes; GET answers HEAD as well. */
interface Methods {
  readonly get?: readonly RequestHandler[];
  readonly post?: readonly RequestHandler[];
}

function refuseOthers({ get, post }: Methods): RequestHandler {
  const allowed = [...(get === undefined ? [] : ['GET', 'HEAD']), ...(post === undefined ? [] : ['POST'])];
  return (request, response) => {
    noteProblem(request, 'method_not_allowed');
    response.set('Allow', allowed.join(', '));
    const detail = `this path takes ${allowed.join(' and ')}`;
    sendProblem(request, response, { code: 'method_not_allowed', detail });
  };
}

const ok: RequestHandler = (_request, response) => {
  response.set('Cache-Control', 'no-store').json({ status: 'ok' });
};

function routesOf(deps: HttpDependencies): Router {
  const { audit, hasFailed } = watchAudit(deps.audit);
  const { catalogues } = deps;
  const { scoreboard, graph, runs, clock } = deps;
  const reading = { scoreboard, graph, runs, clock, audit };
  const telling = { ...reading, catalogues };
  const authenticated = authentication(deps.authenticate, deps.limits);
  const contract = openApiDocument();

  const routes = express.Router({ strict: true, caseSensitive: true });
  const serve = (path: string, methods: Methods) => {
    const route = routes.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
    if (methods.get !== undefined) route.get(...methods.get);
    if (methods.post !== undefined) route.post(...methods.post);
    route.all(refuseOthers(methods));
  };
  const reads = (handler: RequestHandler): readonly RequestHandler[] => [...authenticated, handler];
  const takes = (handler: RequestHandler): readonly RequestHandler[] => [
    ...authenticated,
    readsJson,
    handler,
  ];
  serve(PATHS.healthz, { get: [ok] });
  serve(PATHS.readyz, {
    get: [
      (request, response, next) => {
        if (scoreboard() === undefined) throw new StoreUnavailableError('no scores are loaded');
        deps.checkKeys();
        if (hasFailed()) throw new StoreUnavailableError('reads can no longer be recorded');
        return ok(request, response, next);
      },
    ],
  });
  serve(PATHS.openapi, {
    get: [
      (request, response) => {
        sendConditionally(request, response, contract);
      },
    ],
  });
  const score = { scope: 'score:read', query: scoreQuery, catalogues, present: presentScore } as const;
  const ledger = { scope: 'ledger:read', query: cardQuery, catalogues, present: presentLedger } as const;
  serve(PATHS.score, { get: reads(readsCard(reading, score)) });
  serve(PATHS.ledger, { get: reads(readsCard(reading, ledger)) });
  serve(PATHS.egonet, { get: reads(readsEgonet(reading)) });
  serve(PATHS.network, { get: reads(readsNetwork(reading)) });
  serve(PATHS.path, { get: reads(readsPath(reading)) });
  serve(PATHS.search, { get: reads(readsSearch(reading)) });
  serve(PATHS.history, { get: reads(readsHistory(telling)) });
  serve(PATHS.changes, { get: reads(readsChanges(telling)) });
  serve(PATHS.whatIf, { post: takes(asksWhatIf(telling)) });
  serve(PATHS.runs, { get: reads(listsRuns(reading)), post: takes(startsRun(reading)) });
  serve(PATHS.compareRuns, { get: reads(comparesRuns(reading)) });
  serve(PATHS.run, { get: reads(readsRun(reading)) });
  serve(PATHS.cancelRun, { post: reads(cancelsRun(reading)) });
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
