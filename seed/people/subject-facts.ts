/** Writes who there is and who belongs or is tied to whom; what ends later is a second version. */
import type { Instant } from '../../src/domain/time.ts';
import type { FactBook } from '../facts/fact-book.ts';
import type { Scene } from '../scene.ts';
import { recordedAfter, revisedAfter } from '../time/recording.ts';
import type { Group } from './groups.ts';
import { personName } from './names.ts';

const NAMED_SHARE = 0.92;

export function writeSubjects(scene: Scene): void {
  writePeople(scene);
  writeMerchants(scene);
  writeGroups(scene);
}

function writePeople({ streams, people, facts }: Scene): void {
  for (let i = 0; i < people.count; i++) {
    const random = streams.of('users', i);
    const joinedAt = people.joinedAt[i]!;
    facts.users.append({
      id: people.ids[i]!,
      registered_at: joinedAt,
      display_name: random.chance(NAMED_SHARE) ? personName(random) : undefined,
      recorded_at: recordedAfter(random, joinedAt),
    });
  }
}

function writeMerchants({ streams, people, merchants, facts }: Scene): void {
  for (let m = 0; m < merchants.count; m++) {
    const random = streams.of('merchants', m);
    const owner = merchants.owner[m]!;
    const category = merchants.category[m]!;
    const joinedAt = merchants.joinedAt[m]!;
    facts.merchants.append({
      id: merchants.ids[m]!,
      registered_at: joinedAt,
      display_name: `${category.replaceAll('_', ' ')} no. ${m + 1}`,
      category,
      owner_id: owner >= 0 ? people.ids[owner]! : undefined,
      recorded_at: recordedAfter(random, joinedAt),
    });
  }
}

function writeGroups({ streams, people, merchants, groups, facts }: Scene): void {
  for (const [g, group] of groups.entries()) {
    const random = streams.of('groups', g);
    const { id, kind, since, name } = group;
    facts.groups.append({ id, kind, since, display_name: name, recorded_at: recordedAfter(random, since) });
    if (group.merchant >= 0) {
      const subject_id = merchants.ids[group.merchant]!;
      facts.memberships.append({
        subject_id,
        group_id: id,
        since,
        recorded_at: recordedAfter(random, since),
      });
    }
    writeMembers(facts, { group, ids: people.ids, random });
  }
}

type Stream = ReturnType<Scene['streams']['of']>;

function writeMembers(
  facts: FactBook,
  { group, ids, random }: { group: Group; ids: readonly string[]; random: Stream },
): void {
  for (const { person, since, until } of group.members) {
    const membership = { subject_id: ids[person]!, group_id: group.id, since };
    const recordedAt = recordedAfter(random, since);
    facts.memberships.append({ ...membership, recorded_at: recordedAt });
    const known = whenEnded(random, until, recordedAt);
    if (known !== undefined) facts.memberships.append({ ...membership, until, recorded_at: known });
  }
}

/** A tie is known from its acceptance, one that was never accepted from its asking. */
export function writeTies({ streams, people, ties, facts }: Scene): void {
  for (const [index, { from, to, kind, since, strength, acceptedAt, until }] of ties.all.entries()) {
    const random = streams.of('ties', index);
    const isAccepted = acceptedAt < Number.POSITIVE_INFINITY;
    const tie = {
      from_id: people.ids[from]!,
      to_id: people.ids[to]!,
      kind,
      since,
      strength,
      accepted_at: isAccepted ? acceptedAt : undefined,
    };
    const recordedAt = recordedAfter(random, isAccepted ? acceptedAt : since);
    facts.ties.append({ ...tie, recorded_at: recordedAt });
    const known = whenEnded(random, until, recordedAt);
    if (known !== undefined) facts.ties.append({ ...tie, until, recorded_at: known });
  }
}

function whenEnded(random: Stream, until: Instant, after: Instant): Instant | undefined {
  return until === Number.POSITIVE_INFINITY ? undefined : revisedAfter(random, { at: until, after });
}
