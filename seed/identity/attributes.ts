import { MS_PER_DAY } from '../../src/domain/time.ts';
import { normal } from '../random/normal.ts';
import type { Batches } from '../facts/fact-book.ts';
import type { Scene } from '../scene.ts';
import { WORLD_ENDS_AT } from '../time/calendar.ts';
import { recordedAfter } from '../time/recording.ts';

/** The share of people of whom the partner bank has a record. */
const KNOWN_SHARE = 0.5;

/** A lender's own columns: months as a customer, and two protected ones that nothing else depends on. */
export function* writeAttributes({ streams, people, facts }: Scene): Batches {
  for (let person = 0; person < people.count; person++) {
    const random = streams.of('attributes', person);
    const at = people.joinedAt[person]! + 7 * MS_PER_DAY;
    if (people.role[person] === 'sybil' || at >= WORLD_ENDS_AT || !random.chance(KNOWN_SHARE)) continue;
    const recorded_at = recordedAfter(random, at, 'batch');
    const own = { subject_id: person, source: 'partner-bank', occurred_at: at, recorded_at };
    const age = Math.round(Math.min(85, Math.max(18, 38 + 13 * normal(random))));
    facts.attributes.append({
      ...own,
      name: 'customer_months',
      value: String(random.below(180)),
      protected: false,
    });
    facts.attributes.append({ ...own, name: 'age', value: String(age), protected: true });
    facts.attributes.append({
      ...own,
      name: 'sex',
      value: random.chance(0.5) ? 'female' : 'male',
      protected: true,
    });
    yield* facts.outbox.take();
  }
}
