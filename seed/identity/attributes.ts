import { MS_PER_DAY } from '../../src/domain/time.ts';
import { normal } from '../random/normal.ts';
import type { Batches, FactBook } from '../facts/fact-book.ts';
import type { Row } from '../facts/fact-builder.ts';
import { exponential } from '../random/exponential.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { WORLD_ENDS_AT } from '../time/calendar.ts';
import { recordedAfter, revisedAfter } from '../time/recording.ts';

/** The share of people of whom the partner bank has a record. */
const KNOWN_SHARE = 0.5;

/** The share of numbers that the bank mistyped, and the mean days until it puts them right. */
const MISTYPED_SHARE = 0.01;
const NOTICED_AFTER_DAYS = 45;

/** A lender's own columns: months as a customer, and two protected ones that nothing else depends on. */
export function* writeAttributes({ streams, people, facts }: Scene): Batches {
  for (let person = 0; person < people.count; person++) {
    const random = streams.of('attributes', person);
    const at = people.joinedAt[person]! + 7 * MS_PER_DAY;
    if (people.role[person] === 'sybil' || at >= WORLD_ENDS_AT || !random.chance(KNOWN_SHARE)) continue;
    const recorded_at = recordedAfter(random, at, 'batch');
    const own = { subject_id: person, source: 'partner-bank', occurred_at: at, recorded_at };
    const age = Math.round(Math.min(85, Math.max(18, 38 + 13 * normal(random))));
    const months = random.below(180);
    const sex = random.chance(0.5) ? 'female' : 'male';
    state(random, facts, { ...own, name: 'customer_months', value: String(months), protected: false });
    state(random, facts, { ...own, name: 'age', value: String(age), protected: true });
    facts.attributes.append({ ...own, name: 'sex', value: sex, protected: true });
    yield* facts.outbox.take();
  }
}

/** Writes a number, at first too high where it was mistyped. */
function state(random: Random, { attributes }: FactBook, row: Row<'attributes'>): void {
  if (!random.chance(MISTYPED_SHARE)) {
    attributes.append(row);
    return;
  }
  attributes.append({ ...row, value: String(Number(row.value) + 10) });
  const noticedAt = row.occurred_at + Math.ceil(exponential(random, NOTICED_AFTER_DAYS) * MS_PER_DAY);
  const known = revisedAfter(random, { at: noticedAt, after: row.recorded_at }, 'batch');
  if (known !== undefined) attributes.append({ ...row, recorded_at: known });
}
