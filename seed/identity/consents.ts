import type { Instant } from '../../src/domain/time.ts';
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
export function writeConsents(scene: Scene): void {
  const { streams, people, merchants, groups } = scene;
  const subjects = [
    ...people.ids.map((id, i) => ({ id, since: people.joinedAt[i]! })),
    ...merchants.ids.map((id, m) => ({ id, since: merchants.joinedAt[m]! })),
    ...groups.map(({ id, since }) => ({ id, since })),
  ];
  for (const [s, subject] of subjects.entries()) consent(streams.of('consents', s), scene, subject);
}

function consent(random: Random, { facts }: Scene, { id, since }: { id: string; since: Instant }): void {
  if (!random.chance(PROCESSING_SHARE)) return;
  const at = since + random.between(MS_PER_MINUTE, MS_PER_HOUR);
  const write = (kind: 'processing' | 'disclosure', occurredAt: Instant, granted: boolean): void => {
    facts.consents.append({
      subject_id: id,
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
