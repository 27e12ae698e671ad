import { Option, type Command } from 'commander';
import { NotFoundError } from '../domain/errors.ts';
import { REASON_RANKINGS, type ReasonRanking } from '../domain/score.ts';
import { formatInstant, type Instant } from '../domain/time.ts';
import { requireConsent, tellableHistory } from '../engine/consent.ts';
import type { GraphStore, HistoryEntry, RunRecord } from '../engine/ports.ts';
import { runFacts } from '../engine/run-facts.ts';
import { networkJson } from '../engine/network-json.ts';
import { loadRunNetwork } from '../engine/run-network.ts';
import { explainScore } from '../scoring/explain.ts';
import type { ScoreCard } from '../scoring/ledger.ts';
import { readStoredScorecard } from '../scoring/scorecard.ts';
import type { CliDependencies } from './dependencies.ts';
import { FRAME_WIDTH } from './frame.ts';
import { networkLines } from './network-table.ts';
import { nearestId } from './nearest-id.ts';
import {
  asOfOption,
  examples,
  jsonOption,
  languageOption,
  purposeOption,
  storeOption,
  withStore,
} from './options.ts';
import { printJson, printLines } from './output.ts';
import { paintFor } from './paint.ts';
import { listScoreCard } from './plain-card.ts';
import type { CardStyle } from './card-style.ts';
import { drawScoreCard } from './score-card.ts';
import { scoreCardJson } from './score-json.ts';

interface ShowOptions {
  readonly store: string;
  readonly asOf?: Instant;
  readonly purpose: string;
  readonly reasons?: ReasonRanking;
  readonly language: string;
  readonly network?: true;
  readonly json?: true;
}

/** Up to this many subjects are searched for an id like the one asked for. */
const SEARCHABLE_SUBJECTS = 100_000;

/** How many of those whose scores moved one are named. */
const MOST_NAMED = 20;

export function addShowCommand(program: Command, deps: CliDependencies): void {
  program
    .command('show')
    .summary("show a subject's score and why")
    .description(
      'Draws the score card of a subject: score, points by group, reasons, and the ledger line by line.',
    )
    .argument('<subject>', 'the id of a user, merchant or group')
    .addOption(storeOption(deps))
    .addOption(asOfOption('the run made as of this instant (default: the latest there is)'))
    .addOption(purposeOption(deps))
    .addOption(
      new Option(
        '--reasons <ranking>',
        'rank reasons by the points lost, or by how far below the mean of all (default: as the profile says)',
      ).choices(REASON_RANKINGS),
    )
    .addOption(languageOption())
    .option('--network', 'whose scores moved this one, by name and in exact points, instead of the card')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'credence show u-0042',
        'credence show u-0042 --as-of 2024-06-30',
        'credence show m-007 --json',
        'credence show u-0042 --language zh',
      ),
    )
    .action((subject: string, options: ShowOptions) => show(subject, options, deps));
}

async function show(subject: string, options: ShowOptions, deps: CliDependencies): Promise<void> {
  if (options.network === true) return showNetwork(subject, options, deps);
  const { run, row } = await withStore(deps, options.store, (store) =>
    options.asOf === undefined
      ? latestEntry(store, subject, options.purpose)
      : entryAsOf(store, subject, { asOf: options.asOf, purpose: options.purpose }),
  );
  const scorecard = readStoredScorecard(run.scorecardJson);
  const card = explainScore(row, scorecard, runFacts(run, options.reasons));
  const catalogue = await deps.readCatalogue(options.language);
  if (options.json === true) printJson(deps, scoreCardJson(card, catalogue));
  else printLines(deps, cardLines(card, { scorecard, catalogue, paint: paintFor(deps) }, deps));
}

/** For the operator: whoever runs the program on a store may read all of it. */
async function showNetwork(subject: string, options: ShowOptions, deps: CliDependencies): Promise<void> {
  const { run, network } = await withStore(deps, options.store, async (store) => {
    const entry =
      options.asOf === undefined
        ? await latestEntry(store, subject, options.purpose)
        : await entryAsOf(store, subject, { asOf: options.asOf, purpose: options.purpose });
    requireConsent(entry, 'show the network');
    const relations = await store.projectRelations(entry.run.cut);
    const scores = await store.readScores(entry.run);
    return {
      run: entry.run,
      network: await loadRunNetwork(entry.run, scores, { relations, kernels: deps.kernels }),
    };
  });
  const found = network.of(subject, MOST_NAMED);
  if (options.json === true) printJson(deps, networkJson(found, run.id));
  else printLines(deps, networkLines(found, await deps.readCatalogue(options.language)));
}

/** Drawn where it fits; what is no terminal has room. */
function cardLines(card: ScoreCard, style: CardStyle, { stdout }: CliDependencies): readonly string[] {
  const width = stdout.isTTY === true ? (stdout.columns ?? FRAME_WIDTH) : FRAME_WIDTH;
  return width < FRAME_WIDTH ? listScoreCard(card, style, width) : drawScoreCard(card, style);
}

/**
 * Throws NotFoundError where there is no run for the purpose, or it does not know the subject: then with the nearest
 * id.
 */
export async function latestEntry(
  store: GraphStore,
  subject: string,
  purpose: string,
): Promise<HistoryEntry> {
  const run = await store.latestRun(purpose);
  if (run === undefined) {
    throw new NotFoundError(
      `${store.name} holds no scores for the purpose ${purpose} yet; make a run first: credence score`,
    );
  }
  const row = await store.readScore(run, subject);
  if (row === undefined) throw await unknownSubject(store, run, subject);
  return { run, row };
}

async function unknownSubject(store: GraphStore, run: RunRecord, subject: string): Promise<NotFoundError> {
  const ids = run.subjects <= SEARCHABLE_SUBJECTS ? (await store.readScores(run)).ids : [];
  const nearest = nearestId(subject, ids);
  const mend =
    nearest === undefined ? 'check the id, or score again if it is new' : `did you mean ${nearest}?`;
  return new NotFoundError(
    `the run as of ${formatInstant(run.cut.asOf)} knows no subject ${subject}; ${mend}`,
  );
}

/** Where several runs were made for a purpose as of one instant, the one that finished last. */
async function entryAsOf(
  store: GraphStore,
  subject: string,
  { asOf, purpose }: { asOf: Instant; purpose: string },
): Promise<HistoryEntry> {
  const held = (await store.history(subject)).filter(({ run }) => run.purpose === purpose);
  const history = tellableHistory(held);
  const [first, ...others] = history.filter(({ run }) => run.cut.asOf === asOf);
  if (first !== undefined) {
    return others.reduce(
      (last, entry) => (entry.run.finishedAt >= last.run.finishedAt ? entry : last),
      first,
    );
  }
  const instants = [...new Set(history.map(({ run }) => formatInstant(run.cut.asOf)))].slice(-5);
  const known =
    instants.length === 0
      ? 'no run knows it'
      : `the latest runs that know it are as of ${instants.join(', ')}`;
  throw new NotFoundError(
    `no run as of ${formatInstant(asOf)} knows the subject ${subject}: ${known}; ` +
      `make one with credence score --as-of ${formatInstant(asOf)}`,
  );
}
