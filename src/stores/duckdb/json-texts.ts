import { InvariantError } from '../../domain/errors.ts';

/** Reads a list of texts that the store keeps as a JSON array. */
export function readTexts(json: string): readonly string[] {
  const value: unknown = JSON.parse(json);
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
    throw new InvariantError('the store holds something else where a list of texts belongs');
  return value;
}
