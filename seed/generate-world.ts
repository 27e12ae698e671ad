import type { FactColumns } from '../src/domain/fact-columns.ts';
import type { Instant } from '../src/domain/time.ts';
import { actInGoodFaith } from './benign/twins.ts';
import { liveOnCredit } from './credit/credit-life.ts';
import { InquiryBook } from './credit/inquiries.ts';
import { ObligationBook } from './credit/obligation-book.ts';
import { finishFactBook, openFactBook } from './facts/fact-book.ts';
import { nameAll } from './facts/names.ts';
import { writeAttributes } from './identity/attributes.ts';
import { writeConsents } from './identity/consents.ts';
import { writeFlags } from './identity/flags.ts';
import { Identifiers } from './identity/identifiers.ts';
import { shareInnocently } from './identity/innocent-sharing.ts';
import { writeProfiles } from './identity/profiles.ts';
import { writeRates, writeSources } from './identity/references.ts';
import { writeSightings } from './identity/sightings.ts';
import { earn } from './money/income.ts';
import { speakOut } from './money/opinions.ts';
import { goShopping } from './money/purchases.ts';
import { RatingBook } from './money/ratings.ts';
import { sendMoney } from './money/sending.ts';
import { TransactionBook } from './money/transaction-book.ts';
import { densityOf, readOptions, type WorldOptions } from './options.ts';
import { drawTies } from './people/acquaintance.ts';
import { drawEmployment } from './people/employment.ts';
import { drawGroups } from './people/groups.ts';
import { drawMerchants } from './people/merchants.ts';
import { drawPopulation } from './people/people.ts';
import { drawReliability } from './people/reliability.ts';
import { writeSubjects, writeTies } from './people/subject-facts.ts';
import { actAsRings, tieRings } from './planted/acts.ts';
import { castPlots } from './planted/cast.ts';
import { planPlots } from './planted/plan.ts';
import { Streams } from './random/streams.ts';
import type { Scene } from './scene.ts';
import { WORLD_ENDS_AT } from './time/calendar.ts';
import type { Pattern, Truth } from './truth.ts';

/** The instant as of which to score a world; nothing happened or was recorded there or later. */
export const ENDS_AT: Instant = WORLD_ENDS_AT;
/** The currency that its rates are given against. */
export const REPORTING_CURRENCY = 'CNY';
/** Transactions that are kept for each ring, so that those of a world of few are there too. */
const MOST_BY_A_RING = 120;

/**
 * Three years in the life of a made-up country: people, shops and groups, who knows whom, what they owe and pay,
 * earn, spend and send, by whom they are seen and praised, with frauds among them. Gives batches of facts, each kind's
 * in the order of its rows but the kinds mixed, at least one batch of every kind; and in the end the truth.
 *
 * The same options give the same batches. Throws InvalidConfigError for an option out of range.
 */
export function* generateWorld(options: WorldOptions = {}): Generator<FactColumns, Truth, undefined> {
  const settled = readOptions(options);
  const scene = setScene(settled);
  const { streams, facts } = scene;
  writeSources(streams, facts);
  writeRates(streams, facts);
  yield* writeSubjects(scene);
  yield* writeTies(scene);
  yield* writeConsents(scene);
  const levels = yield* writeProfiles(scene);
  yield* writeAttributes(scene);
  yield* writeSightings(scene);
  yield* shareInnocently(scene);
  yield* liveOnCredit(scene);
  yield* earn(scene);
  yield* sendMoney(scene);
  yield* speakOut(scene);
  const patterns: Pattern[] = [];
  yield* actInGoodFaith(scene, patterns);
  scene.transactions.giveKept();
  yield* actAsRings(scene, patterns);
  yield* goShopping(scene);
  writeFlags(scene, patterns, levels);
  yield* finishFactBook(facts);
  return tell(scene, patterns);
}

function setScene(options: Required<WorldOptions>): Scene {
  const streams = new Streams(options.seed);
  const density = densityOf(options);
  const planned = planPlots(streams, options.subjects);
  const population = drawPopulation(streams, { ...options, plots: planned });
  const merchants = drawMerchants(streams, population);
  const employment = drawEmployment(streams, population, { merchants, density });
  const groups = drawGroups(streams, { population, merchants, employment });
  const plots = castPlots(streams, planned, population);
  const ties = drawTies(streams, population, groups);
  tieRings(streams, { plots, population, ties });
  const reliability = drawReliability(streams, population, { ties, ...options });
  const census = { people: population.count, merchants: merchants.count, groups: groups.length };
  const facts = openFactBook(nameAll({ ...census, transactions: options.transactions }));
  return {
    streams,
    density,
    people: { ...population, reliability },
    merchants,
    employment,
    groups,
    ties,
    plots,
    identifiers: new Identifiers(streams, population.count),
    grievances: { default: [], charge_back: [] },
    facts,
    transactions: new TransactionBook(streams, facts.transactions, {
      most: options.transactions,
      kept: Math.min(options.transactions / 2, MOST_BY_A_RING * plots.length),
    }),
    ratings: new RatingBook(facts.ratings, census.people + census.merchants + census.groups),
    obligations: new ObligationBook(streams, facts),
    inquiries: new InquiryBook(streams, facts),
  };
}

function tell({ people, merchants, facts }: Scene, patterns: readonly Pattern[]): Truth {
  return { names: facts.names.subjects, people, merchants, patterns };
}
