import type { FactColumns } from '../src/domain/fact-columns.ts';
import type { Instant } from '../src/domain/time.ts';
import { liveOnCredit } from './credit/credit-life.ts';
import { finishFactBook, openFactBook } from './facts/fact-book.ts';
import { writeAttributes } from './identity/attributes.ts';
import { writeConsents } from './identity/consents.ts';
import { writeFlags } from './identity/flags.ts';
import { writeProfiles } from './identity/profiles.ts';
import { writeRates, writeSources } from './identity/references.ts';
import { writeSightings } from './identity/sightings.ts';
import { earn } from './money/income.ts';
import { goShopping } from './money/purchases.ts';
import { RatingBook } from './money/ratings.ts';
import { sendMoney } from './money/sending.ts';
import { TransactionBook } from './money/transaction-book.ts';
import { readOptions, type WorldOptions } from './options.ts';
import { drawTies } from './people/acquaintance.ts';
import { drawEmployment } from './people/employment.ts';
import { drawGroups } from './people/groups.ts';
import { drawMerchants } from './people/merchants.ts';
import { drawPeople, type PersonRole } from './people/people.ts';
import { writeSubjects, writeTies } from './people/subject-facts.ts';
import { actAsRing, tieRing } from './planted/ring.ts';
import { actAsSybils, tieSybils } from './planted/sybils.ts';
import { Streams } from './random/streams.ts';
import type { Scene } from './scene.ts';
import { WORLD_ENDS_AT } from './time/calendar.ts';

/** What the world was made of, by which a score can be judged. None of it is in the facts. */
interface Truth {
  /** One entry per person, in the code point order of ids. */
  readonly people: {
    readonly ids: readonly string[];
    /** 0 to 1: how faithfully they do what they owe. */
    readonly reliability: Float64Array;
    readonly role: readonly PersonRole[];
    readonly community: Uint16Array;
  };
  readonly merchants: { readonly ids: readonly string[]; readonly reliability: Float64Array };
}

export interface World {
  /** One for every kind of fact, in the order in which an import takes them. */
  readonly facts: readonly FactColumns[];
  /** The instant as of which to score; nothing happened or was recorded there or later. */
  readonly endsAt: Instant;
  /** The currency that its rates are given against. */
  readonly reportingCurrency: 'CNY';
  readonly truth: Truth;
}

/**
 * Three years in the life of a made-up town: people, shops and groups, who knows whom, what they owe and pay,
 * earn, spend and send, by whom they are seen and praised, with a few frauds among them.
 *
 * The same options give the same world, byte for byte. Throws InvalidInputError for an option out of range.
 */
export function makeWorld(options: WorldOptions = {}): World {
  const settled = readOptions(options);
  const scene = setScene(new Streams(settled.seed), settled);
  const ratings = new RatingBook(scene.facts.ratings);
  writeSources(scene.streams, scene.facts);
  writeRates(scene.streams, scene.facts);
  writeSubjects(scene);
  writeTies(scene);
  writeConsents(scene);
  writeProfiles(scene);
  writeAttributes(scene);
  writeSightings(scene);
  liveOnCredit(scene);
  earn(scene);
  goShopping(scene, ratings);
  sendMoney(scene, ratings);
  actAsRing(scene, ratings);
  actAsSybils(scene, ratings);
  writeFlags(scene);
  const { people, merchants } = scene;
  return {
    facts: finishFactBook(scene.facts),
    endsAt: WORLD_ENDS_AT,
    reportingCurrency: 'CNY',
    truth: {
      people: {
        ids: people.ids,
        reliability: people.reliability,
        role: people.role,
        community: people.community,
      },
      merchants: { ids: merchants.ids, reliability: merchants.reliability },
    },
  };
}

function setScene(streams: Streams, options: Required<WorldOptions>): Scene {
  const people = drawPeople(streams, options);
  const merchants = drawMerchants(streams, people);
  const employment = drawEmployment(streams, people, merchants);
  const groups = drawGroups(streams, { people, merchants, employment });
  const ties = drawTies(streams, people, groups);
  tieSybils(streams, people, ties);
  tieRing(streams, people, ties);
  const facts = openFactBook();
  const transactions = new TransactionBook(facts.transactions);
  return { streams, people, merchants, employment, groups, ties, facts, transactions };
}
