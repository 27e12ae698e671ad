import { expect, it } from 'vitest';
import { hashOfSubject } from '../../../src/scoring/subject-hash.ts';

it('hashes ids by FNV-1a, as its authors publish it', () => {
  // http://www.isthe.com/chongo/src/fnv/test_fnv.c
  expect(hashOfSubject('a')).toBe(0xe40c292c);
  expect(hashOfSubject('foobar')).toBe(0xbf9cf968);
});
