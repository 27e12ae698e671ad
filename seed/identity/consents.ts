import type { Instant } from '../../src/domain/time.ts';
import type { Batches } from '../facts/fact-book.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { MS_PER_HOUR, MS_PER_MINUTE, WORLD_ENDS_AT } from '../time/calendar.ts';
import { recordedAfter } from '../time/recording.ts';

/** The one client of the generated world, and what it is allowed to do. */
const CONSENT_CLIENT = 'demo';
const CONSENT_PURPOSE = 'credit';

const PROCESSING_SHARE = 0.97;
const DISCLOSURE_SHARE = 0.7;
const WITHDRAWN_SHARE = 0.015;

/** Most allow the processing on joining, fewer the disclosure; a few withdraw the processing later. */
export function* writeConsents(scene: Scene): Batches {
  const { streams, people, merchants, groups, facts } = scene;
  const since = (subject: number): Instant => {
    const merchant = subject - merchants.firstSubject;
    if (merchant < 0) return people.joinedAt[subject]!;
    return merchants.joinedAt[merchant] ?? groups[merchant - merchants.count]!.since;
  };
  const subjects = people.count + merchants.count + groups.length;
  for (let subject = 0; subject < subjects; subject++) {
    consent(streams.of('consents', subject), scene, { subject, since: since(subject) });
    yield* facts.outbox.take();
  }
}

function consent(
  random: Random,
  { facts }: Scene,
  { subject, since }: { subject: number; since: Instant },
): void {
  if (!random.chance(PROCESSING_SHARE)) return;
  const at = since + random.between(MS_PER_MINUTE, MS_PER_HOUR);
  const write = (kind: 'processing' | 'disclosure', occurredAt: Instant, granted: boolean): void => {
    facts.consents.append({
      subject_id: subject,
      client: CONSENT_CLIENT,
      purpose: CONSENT_PURPOSE,
      kind,
      occurred_at: occurredAt,
      granted,
      recorded_at: recordedAfter(random, occurredAt),
    });
  };
  write('processing', at, true);
  if (random.chance(DISCLOSURE_SHARE)) write('disclosure', at, true);
  if (random.chance(WITHDRAWN_SHARE)) write('processing', random.between(at + 1, WORLD_ENDS_AT), false);
}
