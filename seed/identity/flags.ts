import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import type { PersonRole, People } from '../people/people.ts';
import type { Scene } from '../scene.ts';
import { recordedAfter, revisedAfter } from '../time/recording.ts';

/** People a trusted seed. */
const PEOPLE_PER_SEED = 100;
const FEWEST_SEEDS = 8;
const SEEDED_AT: Instant = Date.UTC(2023, 0, 16, 3);
const JUDGED_AT: Instant = Date.UTC(2025, 10, 20, 6);
const LIFTED_AFTER_DAYS = 40;
const LONG_ENOUGH_DAYS = 200;

/** Seeds of trust spread over the communities, three confirmed frauds, two blocked, and a third block that was lifted. */
export function writeFlags(scene: Scene): void {
  const { people } = scene;
  trustedSeeds(people).forEach((person, k) => {
    flag(scene, { person, kind: 'trusted_seed', at: Math.max(SEEDED_AT, people.joinedAt[person]!) + k });
  });
  const [first, second, third, fourth] = leastReliable(people, 'regular');
  const [ringMember] = leastReliable(people, 'ring_member');
  const [sybil] = leastReliable(people, 'sybil');
  const verdicts = [
    { person: first, kind: 'confirmed_fraud' },
    { person: second, kind: 'confirmed_fraud' },
    { person: ringMember, kind: 'confirmed_fraud' },
    { person: third, kind: 'blocked' },
    { person: sybil, kind: 'blocked' },
    { person: fourth, kind: 'blocked', lasts: LIFTED_AFTER_DAYS * MS_PER_DAY },
  ] as const;
  verdicts.forEach(({ person, kind, ...rest }, k) => {
    const at = JUDGED_AT + k * MS_PER_DAY - ('lasts' in rest ? 2 * rest.lasts : 0);
    if (person !== undefined) flag(scene, { person, kind, at, ...rest });
  });
}

interface Verdict {
  readonly person: number;
  readonly kind: 'trusted_seed' | 'confirmed_fraud' | 'blocked';
  readonly at: Instant;
  readonly lasts?: number;
}

function flag({ streams, people, facts }: Scene, { person, kind, at, lasts }: Verdict): void {
  const random = streams.of('flags', person);
  const verdict = { subject_id: people.ids[person]!, kind, occurred_at: at };
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
  return Array.from(people.ids, (_, i) => i).sort((a, b) => people.reliability[a]! - people.reliability[b]!);
}
