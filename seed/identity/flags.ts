import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import type { People, PersonRole } from '../people/people.ts';
import type { Scene } from '../scene.ts';
import { recordedAfter, revisedAfter } from '../time/recording.ts';

/** People a trusted seed. */
const PEOPLE_PER_SEED = 100;
const FEWEST_SEEDS = 8;
const SEEDED_AT: Instant = Date.UTC(2023, 0, 16, 3);
/** People for each that is judged: of five three are confirmed frauds; a sixth block was lifted. */
const PEOPLE_PER_VERDICT = 400;
const FEWEST_VERDICTS = 5;
const JUDGED_AT: Instant = Date.UTC(2025, 10, 20, 6);
const LIFTED_AFTER_DAYS = 40;
const LONG_ENOUGH_DAYS = 200;

/** Seeds of trust spread over the communities; verdicts on the worst of people, of rings and of sybils. */
export function writeFlags(scene: Scene): void {
  const { people } = scene;
  trustedSeeds(people).forEach((person, k) => {
    flag(scene, { person, kind: 'trusted_seed', at: Math.max(SEEDED_AT, people.joinedAt[person]!) + k });
  });
  const wanted = Math.max(FEWEST_VERDICTS, Math.round(people.count / PEOPLE_PER_VERDICT));
  const each = Math.ceil(wanted / 5);
  const regular = leastReliable(people, 'regular');
  const frauds = [...regular.slice(0, 2 * each), ...leastReliable(people, 'ring_member').slice(0, each)];
  const blocked = [...regular.slice(2 * each, 3 * each), ...leastReliable(people, 'sybil').slice(0, each)];
  const lifted = regular.slice(3 * each, 4 * each);
  const at = (k: number): Instant => JUDGED_AT + (k % 28) * MS_PER_DAY;
  frauds.forEach((person, k) => {
    flag(scene, { person, kind: 'confirmed_fraud', at: at(k) });
  });
  blocked.forEach((person, k) => {
    flag(scene, { person, kind: 'blocked', at: at(k) + 1 });
  });
  lifted.forEach((person, k) => {
    const lasts = LIFTED_AFTER_DAYS * MS_PER_DAY;
    flag(scene, { person, kind: 'blocked', at: at(k) - 2 * lasts, lasts });
  });
}

interface Verdict {
  readonly person: number;
  readonly kind: 'trusted_seed' | 'confirmed_fraud' | 'blocked';
  readonly at: Instant;
  readonly lasts?: number;
}

function flag({ streams, facts }: Scene, { person, kind, at, lasts }: Verdict): void {
  const random = streams.of('flags', person);
  const verdict = { subject_id: person, kind, occurred_at: at };
  const recordedAt = recordedAfter(random, at);
  facts.flags.append({ ...verdict, recorded_at: recordedAt });
  if (lasts === undefined) return;
  const known = revisedAfter(random, { at: at + lasts, after: recordedAt });
  if (known !== undefined) facts.flags.append({ ...verdict, until: at + lasts, recorded_at: known });
}

/** The most reliable long-standing person of each community in turn, then the second of each, and so on. */
function trustedSeeds(people: People): readonly number[] {
  const wanted = Math.max(FEWEST_SEEDS, Math.round(people.count / PEOPLE_PER_SEED));
  const taken = new Map<number, number>();
  const ranked = byReliability(people)
    .reverse()
    .filter((i) => people.role[i] === 'regular' && people.joinedAt[i]! < SEEDED_AT)
    .map((person) => {
      const community = people.community[person]!;
      const round = taken.get(community) ?? 0;
      taken.set(community, round + 1);
      return { person, round, community };
    });
  return ranked
    .sort((a, b) => a.round - b.round || a.community - b.community)
    .slice(0, wanted)
    .map(({ person }) => person);
}

/** Of the role, the least reliable first; but for the sybils, who are all new, only those here for a while. */
function leastReliable(people: People, role: PersonRole): readonly number[] {
  const joinedBefore = role === 'sybil' ? JUDGED_AT : JUDGED_AT - LONG_ENOUGH_DAYS * MS_PER_DAY;
  return byReliability(people).filter((i) => people.role[i] === role && people.joinedAt[i]! < joinedBefore);
}

function byReliability(people: People): number[] {
  return Array.from(people.reliability, (_, i) => i).sort(
    (a, b) => people.reliability[a]! - people.reliability[b]!,
  );
}
