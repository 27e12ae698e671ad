import { join } from 'node:path';
import type { Command } from 'commander';
import { ConflictError, InvalidInputError, InvariantError } from '../domain/errors.ts';
import { createKey, listKeys, revokeKey, SCOPES } from '../engine/access.ts';
import type { GraphStore, OnProgress, RunRecord } from '../engine/ports.ts';
import { scoreEveryone } from '../engine/run.ts';
import type { CliDependencies, GeneratedWorld } from './dependencies.ts';
import { demoSubject } from './demo-subject.ts';
import { printable } from './display-width.ts';
import { formatCount } from './number-format.ts';
import { examples, portOption, wholeNumber } from './options.ts';
import { printLines } from './output.ts';
import { withProgress } from './progress.ts';
import { withServedStore } from './served-store.ts';

interface DemoOptions {
  readonly folder: string;
  readonly store?: string;
  readonly subjects: number;
  readonly seed: number;
  readonly host: string;
  readonly port: number;
}

const CLIENT = 'demo';
const LARGEST_SEED = 4_294_967_295;

export function addDemoCommand(program: Command, deps: CliDependencies): void {
  program
    .command('demo')
    .summary('try it on a generated world')
    .description('Generates a small world of people, shops and groups, scores it, and serves it over HTTP.')
    .option('--folder <path>', 'where the world is kept; one that is there is used again', './data')
    .option(
      '--store <location>',
      'a store of its own for the demo (default: the server that NEO4J_URI names, or else credence.db in the folder)',
    )
    .option(
      '--subjects <number>',
      'how many people to make, from 200 to 20,000',
      wholeNumber(200, 20_000),
      2000,
    )
    .option(
      '--seed <number>',
      'equal seeds make equal worlds; from 0 to 4,294,967,295',
      wholeNumber(0, LARGEST_SEED),
      1,
    )
    .option('--host <address>', 'the address to listen on', deps.settings.host)
    .addOption(portOption(deps))
    .addHelpText(
      'after',
      examples(
        'credence demo',
        'credence demo --folder /tmp/credence --port 8080',
        'credence demo --subjects 500 --seed 7 --folder ./small',
      ),
    )
    .action((options: DemoOptions) => demo(options, deps));
}

async function demo(options: DemoOptions, deps: CliDependencies): Promise<void> {
  // First of all, since making a world takes a while.
  await deps.checkPort(options);
  await deps.prepareFolder(options.folder);
  const location = options.store ?? deps.settings.server ?? `duckdb:${join(options.folder, 'credence.db')}`;
  const { host, port } = options;
  await withServedStore(deps, { location, use: 'make if missing', host, port }, async (store, listen) => {
    const run =
      (await store.latestRun(deps.settings.purpose)) ?? (await makeScoredWorld(store, options, deps));
    const subject = demoSubject(await store.readScores(run));
    const key = await replaceKey(store, deps);
    const server = await listen();
    await server.present({ store, purpose: run.purpose });
    printLines(deps, welcome({ url: server.url, key, run, subject, store }));
  });
}

/**
 * Every step gives the same again, so a world left half-made is completed by doing it all once more. A store that
 * holds facts from elsewhere is left alone.
 */
async function makeScoredWorld(
  store: GraphStore,
  options: DemoOptions,
  deps: CliDependencies,
): Promise<RunRecord> {
  const folder = join(options.folder, 'world');
  const batch = await store.latestBatch();
  if (batch > 1 || (batch === 1 && !(await deps.isFolder(folder)))) {
    throw new ConflictError(
      `${store.name} holds facts that are not the demo's, and no run; score them with credence score, ` +
        'or give the demo a folder of its own: credence demo --folder FOLDER',
    );
  }
  await deps.prepareFolder(folder);
  return withProgress(deps, false, async (onProgress) => {
    const { endsAt, reportingCurrency } = await importWorld(
      store,
      { ...options, folder, batch, onProgress },
      deps,
    );
    const profile = await deps.profileFor(deps.settings.purpose);
    const { run } = await scoreEveryone(store, {
      asOf: endsAt,
      scorecard: await deps.readScorecard(profile.scorecard),
      profile,
      basis: 'contract',
      reportingCurrency,
      clock: deps.clock,
      hasher: deps.hasher,
      kernels: deps.kernels,
      onProgress,
    });
    return run;
  });
}

async function importWorld(
  store: GraphStore,
  wanted: { folder: string; subjects: number; seed: number; batch: number; onProgress: OnProgress },
  deps: CliDependencies,
): Promise<GeneratedWorld> {
  const { folder, subjects, seed, batch, onProgress } = wanted;
  onProgress({ stage: `make a world of ${formatCount(subjects)} people`, done: 0 });
  const world = await deps.makeWorld(folder, { subjects, seed });
  const request = { from: world.factsFolder, recorded: 'now', createMissing: false, strict: true } as const;
  const rejectsPath = `${folder}-rejects.csv`;
  try {
    await deps.importFiles(store, { ...request, rejectsPath, now: deps.clock.now(), onProgress });
  } catch (error) {
    // An empty store contradicts nothing: then the fault lies elsewhere and is told as it is.
    if (!(error instanceof InvalidInputError) || batch === 0) throw error;
    throw new ConflictError(
      `${store.name} holds facts that contradict this world (${error.message}); if it was left half-made, give the ` +
        '--subjects and --seed of then, or else a folder of its own: credence demo --folder FOLDER',
      { cause: error },
    );
  }
  return world;
}

/** The key of the run before is of no use to anybody: it was shown once, and is replaced. */
async function replaceKey(store: GraphStore, deps: CliDependencies): Promise<string> {
  for (const { id, client, revokedAt } of await listKeys(store)) {
    if (client === CLIENT && revokedAt === undefined) await revokeKey(store, id, deps.clock);
  }
  return (await createKey(store, { client: CLIENT, scopes: SCOPES }, deps)).key;
}

function welcome(about: {
  url: string;
  key: string;
  run: RunRecord;
  subject: string | undefined;
  store: GraphStore;
}): readonly string[] {
  const { url, key, run, subject, store } = about;
  if (subject === undefined)
    throw new InvariantError(`the run ${run.id} in ${store.name} knows no subject to show`);
  const read = (what: string): string =>
    `curl -s -H 'Authorization: Bearer ${key}' ` +
    `'${url}/v1/subjects/${urlPart(subject)}/${what}?purpose=${urlPart(run.purpose)}'`;
  return [
    `Credence answers at ${url}`,
    `${formatCount(run.scored)} of ${formatCount(run.subjects)} subjects in ${printable(store.name)} have a score.`,
    '',
    'This key is shown once, and replaced when the demo starts again:',
    '',
    `  ${key}`,
    '',
    `Ask for the score of ${printable(subject)}, why it is what it is, who is around, and what else there is to ask:`,
    '',
    `  ${read('score')}`,
    `  ${read('ledger')}`,
    `  ${read('egonet')}`,
    `  curl -s '${url}/openapi.json'`,
    '',
    store.isShared === true
      ? 'Ctrl-C stops it. The same card in the terminal:'
      : 'Ctrl-C stops it. Then, since one process at a time can hold the store, the same card in the terminal:',
    '',
    `  npx credence show ${shellWord(subject)} --store ${shellWord(store.name)}`,
  ];
}

/** As it is where a shell leaves it so, else between single quotes. */
function shellWord(text: string): string {
  const said = printable(text);
  return /^[\w./:@%+=-]+$/.test(said) ? said : `'${said.replaceAll("'", "'\\''")}'`;
}

/** Percent-encoded, the single quote too, so that it can stand between single quotes in a shell. */
function urlPart(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27');
}
