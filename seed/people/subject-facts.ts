/** Writes who there is and who belongs or is tied to whom; what ends later is a second version. */
import type { Instant } from '../../src/domain/time.ts';
import type { Batches } from '../facts/fact-book.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { recordedAfter, revisedAfter } from '../time/recording.ts';
import type { Group } from './groups.ts';
import { personName } from './names.ts';

const NAMED_SHARE = 0.92;

export function* writeSubjects(scene: Scene): Batches {
  yield* writePeople(scene);
  writeMerchants(scene);
  yield* writeGroups(scene);
}

function* writePeople({ streams, people, facts }: Scene): Batches {
  for (let i = 0; i < people.count; i++) {
    const random = streams.of('users', i);
    const joinedAt = people.joinedAt[i]!;
    facts.users.append({
      id: i,
      registered_at: joinedAt,
      display_name: random.chance(NAMED_SHARE) ? personName(random) : undefined,
      recorded_at: recordedAfter(random, joinedAt),
    });
    yield* facts.outbox.take();
  }
}

function writeMerchants({ streams, merchants, facts }: Scene): void {
  for (let m = 0; m < merchants.count; m++) {
    const random = streams.of('merchants', m);
    const owner = merchants.owner[m]!;
    const category = merchants.category[m]!;
    const joinedAt = merchants.joinedAt[m]!;
    facts.merchants.append({
      id: merchants.firstSubject + m,
      registered_at: joinedAt,
      display_name: `${category.replaceAll('_', ' ')} no. ${m + 1}`,
      category,
      owner_id: owner >= 0 ? owner : undefined,
      recorded_at: recordedAfter(random, joinedAt),
    });
  }
}

function* writeGroups(scene: Scene): Batches {
  const { streams, merchants, groups, facts } = scene;
  for (const [g, group] of groups.entries()) {
    const random = streams.of('groups', g);
    const { subject, kind, since, name } = group;
    facts.groups.append({
      id: subject,
      kind,
      since,
      display_name: name,
      recorded_at: recordedAfter(random, since),
    });
    if (group.merchant >= 0) {
      facts.memberships.append({
        subject_id: merchants.firstSubject + group.merchant,
        group_id: subject,
        since,
        recorded_at: recordedAfter(random, since),
      });
    }
    writeMembers(random, scene, group);
    yield* facts.outbox.take();
  }
}

function writeMembers(random: Random, { facts }: Scene, { subject, members }: Group): void {
  for (const { person, since, until } of members) {
    const membership = { subject_id: person, group_id: subject, since };
    const recordedAt = recordedAfter(random, since);
    facts.memberships.append({ ...membership, recorded_at: recordedAt });
    const known = whenEnded(random, until, recordedAt);
    if (known !== undefined) facts.memberships.append({ ...membership, until, recorded_at: known });
  }
}

/** A tie is known from its acceptance, one that was never accepted from its asking. */
export function* writeTies({ streams, ties, facts }: Scene): Batches {
  for (let index = 0; index < ties.count; index++) {
    const random = streams.of('ties', index);
    const since = ties.since(index);
    const acceptedAt = ties.acceptedAt(index);
    const isAccepted = acceptedAt < Number.POSITIVE_INFINITY;
    const tie = {
      from_id: ties.from(index),
      to_id: ties.to(index),
      kind: ties.kind(index),
      since,
      strength: ties.strength(index),
      accepted_at: isAccepted ? acceptedAt : undefined,
    };
    const recordedAt = recordedAfter(random, isAccepted ? acceptedAt : since);
    facts.ties.append({ ...tie, recorded_at: recordedAt });
    const until = ties.until(index);
    const known = whenEnded(random, until, recordedAt);
    if (known !== undefined) facts.ties.append({ ...tie, until, recorded_at: known });
    yield* facts.outbox.take();
  }
}

function whenEnded(random: Random, until: Instant, after: Instant): Instant | undefined {
  return until === Number.POSITIVE_INFINITY ? undefined : revisedAfter(random, { at: until, after });
}
