import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import type { Fact } from '../../src/domain/facts.ts';
import { exponential } from '../random/exponential.ts';
import { normal } from '../random/normal.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { WORLD_ENDS_AT } from '../time/calendar.ts';
import { recordedAfter, revisedAfter } from '../time/recording.ts';
import type { Pattern } from '../truth.ts';

/** People a trusted seed. */
const PEOPLE_PER_SEED = 100;
const FEWEST_SEEDS = 8;
const SEEDED_AT: Instant = Date.UTC(2023, 0, 16, 3);
const MEAN_SEEDING_DAYS = 60;
/** What whoever names seeds goes by: the level of identity, the years here, and much that is chance. */
const VIEW = { level: 0.25, year: 0.15, chance: 0.35 };
/** People for each that is judged. */
const PEOPLE_PER_VERDICT = 400;
const FEWEST_VERDICTS = 5;
const TRIES_A_VERDICT = 100;

type Cause = 'default' | 'charge_back' | 'ring' | 'mistake';
/** Of verdicts, what share has each cause, which of them say fraud, and which are lifted again. */
const CAUSES: readonly { cause: Cause; share: number; fraud: number; lifted: number }[] = [
  { cause: 'default', share: 0.4, fraud: 0.25, lifted: 0.1 },
  { cause: 'charge_back', share: 0.15, fraud: 0.5, lifted: 0.1 },
  { cause: 'ring', share: 0.25, fraud: 0.7, lifted: 0.05 },
  { cause: 'mistake', share: 0.2, fraud: 0.2, lifted: 0.7 },
];
/** Mean days from what somebody did to the verdict, and from that to its lifting. */
const MEAN_JUDGING_DAYS = 40;
const MEAN_LIFTING_DAYS = 60;
/** How much less often a subtle ring is found out than a plain one. */
const HIDDEN = 0.7;

/** Seeds of trust by an outside view; verdicts on what was seen of somebody, and some by mistake. */
export function writeFlags(scene: Scene, patterns: readonly Pattern[], levels: Uint8Array): void {
  for (const person of trustedSeeds(scene, levels)) {
    const random = scene.streams.of('seeding', person);
    const at = SEEDED_AT + Math.ceil(exponential(random, MEAN_SEEDING_DAYS) * MS_PER_DAY);
    if (at < WORLD_ENDS_AT) flag(scene, { person, kind: 'trusted_seed', at });
  }
  const random = scene.streams.of('verdicts');
  const rings = patterns.filter(({ isRing }) => isRing);
  const wanted = Math.max(FEWEST_VERDICTS, Math.round(scene.people.count / PEOPLE_PER_VERDICT));
  const judged = new Set<number>();
  for (let tries = TRIES_A_VERDICT * wanted; tries > 0 && judged.size < wanted; tries--) {
    const verdict = judge(random, scene, rings);
    if (verdict === undefined || judged.has(verdict.person)) continue;
    judged.add(verdict.person);
    flag(scene, verdict);
  }
}

interface Verdict {
  readonly person: number;
  readonly kind: Fact<'flags'>['kind'];
  readonly at: Instant;
  readonly lasts?: number | undefined;
}

/** Nothing where the one thought of is no person, or where it would come after the end. */
function judge(random: Random, scene: Scene, rings: readonly Pattern[]): Verdict | undefined {
  let draw = random.uniform();
  const { cause, fraud, lifted } = CAUSES.find(({ share }) => (draw -= share) < 0) ?? CAUSES[0]!;
  const seen = reason(random, scene, { cause, rings });
  if (seen === undefined || seen.subject >= scene.people.count) return undefined;
  const at = seen.at + Math.ceil(exponential(random, MEAN_JUDGING_DAYS) * MS_PER_DAY);
  const lasts = random.chance(lifted)
    ? Math.ceil((1 + exponential(random, MEAN_LIFTING_DAYS)) * MS_PER_DAY)
    : undefined;
  const kind = random.chance(fraud) ? 'confirmed_fraud' : 'blocked';
  return at < WORLD_ENDS_AT ? { person: seen.subject, kind, at, lasts } : undefined;
}

function reason(
  random: Random,
  { people, grievances }: Scene,
  { cause, rings }: { cause: Cause; rings: readonly Pattern[] },
): { subject: number; at: Instant } | undefined {
  switch (cause) {
    case 'mistake': {
      const subject = random.below(people.count);
      return { subject, at: random.between(people.joinedAt[subject]!, WORLD_ENDS_AT) };
    }
    case 'ring': {
      const ring = rings[random.below(rings.length)];
      if (ring === undefined || random.chance(HIDDEN * ring.subtlety)) return undefined;
      const { subject } = ring.parts[random.below(ring.parts.length)]!;
      return { subject, at: random.between(ring.startsAt, ring.endsAt) };
    }
    case 'default':
    case 'charge_back': {
      const of = grievances[cause];
      return of[random.below(of.length)];
    }
  }
}

function flag({ streams, facts }: Scene, { person, kind, at, lasts }: Verdict): void {
  const random = streams.of('flags', person);
  const verdict = { subject_id: person, kind, occurred_at: at };
  const recordedAt = recordedAfter(random, at);
  facts.flags.append({ ...verdict, recorded_at: recordedAt });
  if (lasts === undefined || at + lasts >= WORLD_ENDS_AT) return;
  const known = revisedAfter(random, { at: at + lasts, after: recordedAt });
  if (known !== undefined) facts.flags.append({ ...verdict, until: at + lasts, recorded_at: known });
}

/** The one best thought of in each community in turn, then the second of each, and so on. */
function trustedSeeds({ streams, people }: Scene, levels: Uint8Array): readonly number[] {
  const wanted = Math.max(FEWEST_SEEDS, Math.round(people.count / PEOPLE_PER_SEED));
  const known: { person: number; view: number }[] = [];
  for (let person = 0; people.joinedAt[person]! < SEEDED_AT; person++) {
    const years = (SEEDED_AT - people.joinedAt[person]!) / (365 * MS_PER_DAY);
    const chance = VIEW.chance * normal(streams.of('view of seeds', person));
    known.push({ person, view: VIEW.level * levels[person]! + VIEW.year * years + chance });
  }
  const taken = new Map<number, number>();
  return known
    .sort((a, b) => b.view - a.view)
    .map(({ person }) => {
      const community = people.community[person]!;
      const round = taken.get(community) ?? 0;
      taken.set(community, round + 1);
      return { person, round, community };
    })
    .sort((a, b) => a.round - b.round || a.community - b.community)
    .slice(0, wanted)
    .map(({ person }) => person);
}
