import fc from 'fast-check';
import type { Column } from '../../src/domain/columns.ts';
import type { FactKind } from '../../src/domain/facts.ts';
import { allColumnsOf } from '../../src/domain/read-fact.ts';

const pick = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
const digits = fc.stringMatching(/^-?[0-9]{1,17}$/);
const junk = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => text.isWellFormed()),
  pick(
    '',
    ' ',
    ' a',
    'a ',
    '\u00a0a',
    'a\tb',
    'x\u0000y',
    '\u007f',
    '\u0085',
    'a\nb',
    'a\r\nb',
    '"',
    '""',
    "'",
    ',',
  ),
  pick(
    'NULL',
    'null',
    'nan',
    'NaN',
    'inf',
    '-inf',
    'true',
    'True',
    'TRUE',
    'false',
    '1',
    '0',
    't',
    '\u202e',
    '🤦🏼‍♂️',
  ),
  pick(
    'x'.repeat(200),
    'x'.repeat(201),
    '🤦'.repeat(200),
    '🤦'.repeat(201),
    'é'.repeat(2001),
    'é'.repeat(2000),
  ),
  pick('=1+1', '<script>', '; DROP TABLE users', '\ufeffx', '\ufffe', 'İI', 'Σς'),
);
const instants = fc.oneof(
  fc
    .record({
      year: pick(
        '1899',
        '1900',
        '2024',
        '2023',
        '2199',
        '2200',
        '0000',
        '0024',
        '0099',
        '1969',
        '1970',
        '9999',
        '24',
      ),
      month: pick('01', '02', '12', '13', '00', '1', '06'),
      day: pick('01', '28', '29', '30', '31', '32', '00', '1'),
      join: pick('T', ' ', '  ', 't', ''),
      time: pick(
        '',
        '00:00',
        '23:59',
        '24:00',
        '23:59:59',
        '23:60:00',
        '00:00:60',
        '12:30:15.1',
        '12:30:15.',
        '1:00',
      ),
      more: pick('', '.9999', '.999999999', '.1234567890', '.0004', ',5'),
      zone: pick(
        '',
        'Z',
        'z',
        '+00:00',
        '+0530',
        '-05:30',
        '+23:59',
        '-23:59',
        '+24:00',
        '+05',
        ' Z',
        '+5:30',
        'UTC',
      ),
    })
    .map(
      ({ year, month, day, join, time, more, zone }) =>
        `${year}-${month}-${day}${time === '' ? '' : join + time + more}${zone}`,
    ),
  fc
    .date({ min: new Date(Date.UTC(1895, 0, 1)), max: new Date(Date.UTC(2205, 0, 1)), noInvalidDate: true })
    .map((date) => date.toISOString()),
  pick(
    '1900-01-01',
    '1899-12-31T23:59:59.999Z',
    '2199-12-31T23:59:59.999Z',
    '2200-01-01',
    '1899-12-31T20:00-05:00',
  ),
  pick(
    '2200-01-01T00:00+00:01',
    '1969-12-31T23:59:59.9999Z',
    'epoch',
    'infinity',
    '-infinity',
    'today',
    '20240101',
  ),
  pick(
    '2024-02-29',
    '2023-02-29',
    '1900-02-29',
    '2000-02-29',
    '2024-06-31',
    '2024-001',
    '+2024-01-01',
    '-2024-01-01',
  ),
  pick(
    '2024-01-01T10',
    '2024-01-01T10:00Z',
    '2024-01-01 10:00+05:30',
    '2026-01-01T00:00:00.001Z',
    '2026-01-01',
  ),
);
const integers = fc.oneof(
  digits,
  pick(
    '0',
    '-0',
    '00',
    '007',
    '+5',
    '1.0',
    '1e3',
    '1_000',
    ' 5',
    '5 ',
    '0x10',
    '３',
    '999999999999999',
    '-1',
    '4',
    '3',
  ),
  pick('1000000', '1000001', '9999999999999999', '0000000000000001', '000000000000001', '9007199254740993'),
);
const ratios = fc.oneof(
  fc.double({ min: -1.5, max: 1.5, noNaN: true }).map(String),
  fc.integer({ min: -2_000_002, max: 2_000_002 }).map((half) => String(half / 2 / 1_000_000)),
  fc.integer({ min: 0, max: 1_000_000 }).map((millionth) => `${(millionth / 1_000_000).toFixed(6)}5`),
  pick(
    '1.',
    '.5',
    '.',
    '+.5',
    '-.5e-3',
    '1e400',
    '1e-400',
    '-1e-400',
    '-0',
    '-0.0',
    '1E+0',
    '1e0',
    '1_0',
    '0,5',
    '1e',
    '1e1234',
  ),
  pick(
    '0.0000005',
    '0.00000049999999999',
    '0.9999995',
    '1.0000000000000001',
    '1.0000000000000002',
    '-1.0000000000000002',
  ),
  pick(
    `0.${'3'.repeat(30)}`,
    `0.${'3'.repeat(31)}`,
    '0'.repeat(15) + '.5',
    '0'.repeat(16),
    '1000000000',
    '1000000000.1',
  ),
);
const identifiers = fc.oneof(
  pick(
    '+49 170 123-45.67',
    '0049(170)1234567',
    '0170 1234567',
    '+0123456789',
    '+1234567',
    '+123456',
    '+123456789012345',
    '+1234567890123456',
  ),
  pick(
    'tok_1',
    'Tok-1',
    'éa',
    '4111 1111 1111 1111',
    '4111-1111-1111-1111',
    '1234567',
    '12345678901234567890',
    'x@y.Z',
    'X@Y@Z',
    '@',
    'a@',
    'ÄÖ@Ü.de',
  ),
  pick(
    '10 Main  St.,, Town',
    ' ,',
    ',',
    ',,',
    'a,b',
    'AbC-ÄÉ',
    '10.0.0.1',
    '010.0.0.1',
    '256.1.1.1',
    '1.2.3',
    '::ffff:1.2.3.4',
    '::FFFF:1.2.3.4',
  ),
  pick(
    '::',
    '::1',
    '1::',
    '2001:DB8::0001',
    '2001:db8:0:0:0:0:0:1',
    '1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7::',
    '::1::',
    ':::',
    '1:2',
    'fe80::1%eth0',
    '12345::',
    '1:2:3:4:5:6:7:8:9',
    ':1',
    '1:',
    'g::',
    '::ffff:1.2.3.400',
    '00ab::0',
  ),
);

function sound(column: Column): fc.Arbitrary<string> {
  switch (column.type) {
    case 'id':
      return pick('ann', 'bob', 'cät', '7', 'x,y "z"');
    case 'text':
      return pick('free text', '12.5', 'ü');
    case 'instant':
      return pick('2020-01-01', '2021-05-05T05:05:05.5Z', '2022-02-02 02:02', '2024-01-31T23:00-05:30');
    case 'integer':
      return pick('0', '1', '2', '3');
    case 'ratio':
      return pick('0', '0.25', '1', '0.1234565');
    case 'choice':
      return pick(...column.values);
    case 'currency':
      return pick('EUR', 'XXX');
    case 'flag':
      return pick('true', 'false');
  }
}

function nasty(kind: FactKind, name: string, column: Column): fc.Arbitrary<string> {
  if (kind === 'sightings' && name === 'value') return fc.oneof(identifiers, identifiers, junk);
  switch (column.type) {
    case 'instant':
      return fc.oneof(instants, instants, junk);
    case 'integer':
      return fc.oneof(integers, integers, ratios, junk);
    case 'ratio':
      return fc.oneof(ratios, ratios, integers, junk);
    case 'currency':
      return fc.oneof(pick('EUR', 'eur', 'EU', 'EURO', 'ÄÖÜ', 'E\u0000R'), junk);
    default:
      return junk;
  }
}

export type TextRow = Record<string, string | undefined>;

/** Rows that are sound but for about one column, so that every column gets its turn to decide. */
export function rowOf(kind: FactKind): fc.Arbitrary<TextRow> {
  const columns = allColumnsOf(kind);
  const soundRow = fc.record(
    Object.fromEntries(
      columns.map(({ name, required, column }) => {
        const value =
          kind === 'sightings' && name === 'value'
            ? fc.oneof(identifiers, pick('+4917012345'))
            : sound(column);
        if (name === 'retracted') return [name, fc.option(value, { nil: undefined, freq: 2 })];
        return [name, required ? value : fc.option(value, { nil: undefined, freq: 3 })];
      }),
    ),
  );
  const spoil = fc.oneof(
    ...columns.map(({ name, column }) =>
      fc.record({ [name]: fc.option(nasty(kind, name, column), { nil: undefined, freq: 8 }) }),
    ),
  );
  return fc
    .tuple(
      soundRow,
      fc.oneof({ weight: 3, arbitrary: spoil }, { weight: 1, arbitrary: fc.constant({}) }),
      spoil,
      fc.boolean(),
    )
    .map(([row, first, second, twice]) => ({ ...row, ...first, ...(twice ? second : {}) }));
}
