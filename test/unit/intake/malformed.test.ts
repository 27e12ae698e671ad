import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { importText } from '../../support/intake-folders.ts';

const HEADER = 'id,registered_at,display_name\n';
const PAIRS = 'quotes in pairs around a whole field, doubled inside';
const FIELDS = '3 fields, as in the header';

async function importUsers(
  text: string | Uint8Array,
  name = 'users.csv',
): Promise<{ kept: unknown; broken: unknown; read: unknown }> {
  const { store, rejects, summary } = await importText({ [name]: text });
  return {
    kept: store.rows['users']?.map(({ id, record }) => [id, record]),
    broken: rejects
      .filter(({ reason }) => reason === 'malformed_record')
      .map(({ record, line, expected }) => [record, line, expected]),
    read: summary.files[0]?.read,
  };
}

describe('malformed CSV records', () => {
  it.each([
    ['too many fields', 'a,2020-01-01,x\nb,2020-01-01,x,y\nc,2020-01-01,\n', [['a', 1], ['c', 3]], [['2', '3', FIELDS]]],
    ['too few fields', 'a,2020-01-01\nc,2020-01-01,\n', [['c', 2]], [['1', '2', FIELDS]]],
    ['a quote never closed', 'a,2020-01-01,\nb,2020-01-01,"x\nc,2020-01-01,\n', [['a', 1], ['c', 3]], [['2', '3', PAIRS]]],
    ['text after a quote', 'a,2020-01-01,"x"y\nc,2020-01-01,\n', [['c', 2]], [['1', '2', PAIRS]]],
    [
      'lines counted past blank and quoted ones',
      'a,2020-01-01,"b c ""d"", e"\r\n\r\nb\r\n"c",2020-01-01,""\r\nd,2020-01-01,x\r\n\r\ne,,,,,x\r\n',
      [['a', 1], ['d', 4]],
      [['2', '4', FIELDS], ['5', '8', FIELDS]],
    ],
    ['newlines of all sorts', 'a,2020-01-01,x\r\nb,2020-01-01,y\nc,2020-01-01,z\rd,2020-01-01,', [['a', 1], ['b', 2], ['c', 3], ['d', 4]], []],
    [
      'empty fields beyond the last column, which are none',
      'a,2020-01-01,x,\nb,2020-01-01,,,,\nc,2020-01-01,x,,y\nd,2020-01-01,x,""\n',
      [['a', 1], ['b', 2]],
      [['3', '4', FIELDS], ['4', '5', FIELDS]],
    ],
    [
      'several in a row',
      'a,2020-01-01,\nb\nc\nd,2020-01-01,\ne\nf,2020-01-01,\n',
      [['a', 1], ['d', 4], ['f', 6]],
      [['2', '3', FIELDS], ['3', '4', FIELDS], ['5', '6', FIELDS]],
    ],
  ])('%s', async (...[, text, kept, broken]) => {
    const expected = { kept, broken };
    expect(await importUsers(HEADER + text)).toMatchObject(expected);
    expect(await importUsers(gzipSync(HEADER + text), 'users.csv.gz')).toMatchObject(expected);
  }); // prettier-ignore

  it('bytes that are no UTF-8', async () => {
    const text = Buffer.concat([
      Buffer.from(`${HEADER}a,2020-01-01,x`),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('\nb,2020-01-01,é\n'),
    ]);
    expect(await importUsers(text)).toEqual({
      kept: [['b', 2]],
      broken: [['1', '2', 'text in UTF-8']],
      read: 2,
    });
  });

  it('a record longer than any can be, wherever the file is cut', async () => {
    const long = `b,2020-01-01,${'x'.repeat(3_000_000)}\n`;
    const { kept, broken, read } = await importUsers(`${HEADER}a,2020-01-01,\n${long}c,2020-01-01,\n${long}`);
    const limit = 'a record of at most 1048576 bytes';
    expect({ kept, broken, read }).toEqual({
      kept: [['a', 1], ['c', 3]],
      broken: [['2', '3', limit], ['4', '5', limit]],
      read: 4,
    }); // prettier-ignore
  });

  it('show nothing of their content', async () => {
    const { rejectsText } = await importText({
      'users.csv': `${HEADER}maria,2020-01-01,"Musterfrau"x\nmario\n`,
    });
    expect(rejectsText).not.toMatch(/mari|Muster/);
  });
});

describe('malformed NDJSON records', () => {
  it('are told from sound ones by their number', async () => {
    const sound = '"registered_at":"2020-01-01"}';
    const lines = [
      `{"id":"a",${sound}`,
      'not json',
      `{"id":"b",${sound} x`,
      '[1]',
      '5',
      `{"id":"c","id":"d",${sound}`,
      '{"id":"e"',
      `{"id":"f",${sound}`,
    ];
    const { kept, broken, read } = await importUsers(lines.join('\n'), 'users.ndjson');
    expect(kept).toEqual([['a', 1], ['f', 8]]); // prettier-ignore
    const object = 'one JSON object a line';
    expect(broken).toEqual([
      ['2', '', object], ['3', '', object], ['4', '', object], ['5', '', object], ['6', '', 'each column once'], ['7', '', object],
    ]); // prettier-ignore
    expect(read).toBe(8);
  });
});
