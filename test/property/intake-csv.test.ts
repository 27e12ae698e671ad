/**
 * Law: whatever bytes stand between the records of a CSV file, every record is either kept or rejected, and the sound
 * ones among them come through with their own number.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { importText } from '../support/intake-folders.ts';

const SEED = 20260101;
const HEADER = 'id,registered_at,display_name';

/** Sound records whose ids tell which one they are; `lines` are the physical lines they take. */
const sound = fc.constantFrom(
  (id: string) => `${id},2020-01-01,x`,
  (id: string) => `"${id}","2020-01-01","quoted, ""twice"""`,
  (id: string) => `${id},2020-01-01,`,
  (id: string) => `${id},2020-01-01,,,`,
  (id: string) => `${id},2020-01-01,"x"  `,
);
/** Records that are rejected, by the reader or by the check; none spans lines. */
const unsound = fc.constantFrom(
  'u,2020-01-01',
  'u,2020-01-01,x,y',
  'u,2020-01-01,"x"y',
  'u,"2020-01-01"x"",z',
  'u,never,x',
  ',2020-01-01,x',
  '""',
  'u,2020-01-01,\u0001',
);
const newline = fc.constantFrom('\n', '\r\n', '\n\n', '\r\n\r\n');

it('every record is kept or rejected, and sound ones keep their number', { timeout: 60_000 }, async () => {
  const records = fc.array(fc.oneof(sound, unsound), { minLength: 1, maxLength: 60 });
  const law = fc.asyncProperty(records, newline, fc.boolean(), async (parts, separator, endsInNewline) => {
    const lines = parts.map((part, index) => (typeof part === 'string' ? part : part(`id${index + 1}`)));
    const text = [HEADER, ...lines].join(separator) + (endsInNewline ? separator : '');
    const { store, rejects, summary } = await importText({ 'users.csv': text });
    const numbersOf = (isSound: boolean): number[] =>
      parts.flatMap((part, index) => ((typeof part !== 'string') === isSound ? [index + 1] : []));
    expect(store.rows['users']?.map(({ id, record }) => [id, record])).toEqual(
      numbersOf(true).map((number) => [`id${number}`, number]),
    );
    expect(rejects.map(({ record }) => Number(record))).toEqual(numbersOf(false));
    expect(summary.files[0]?.read).toBe(parts.length);
  });
  await fc.assert(law, { seed: SEED, numRuns: 40 });
});

it('no bytes at all crash the import or vanish from its counts', { timeout: 60_000 }, async () => {
  const noise = fc.array(
    fc.constantFrom('"', ',', '\n', '\r', '\r\n', ' ', 'a', '2020-01-01', 'é', '""', ',,'),
    { maxLength: 80 },
  );
  const law = fc.asyncProperty(noise, async (pieces) => {
    const { summary, store, rejects } = await importText({ 'users.csv': `${HEADER}\n${pieces.join('')}` });
    const { read, created, rejected } = summary.files[0]!;
    expect(created + rejected).toBe(read);
    expect([store.rows['users']?.length, rejects.length]).toEqual([created, rejected]);
    expect(new Set([...store.rows['users']!, ...rejects].map(({ record }) => Number(record))).size).toBe(
      read,
    );
  });
  await fc.assert(law, { seed: SEED, numRuns: 60 });
});
