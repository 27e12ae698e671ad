import type { Request, Response } from 'express';
import type { Catalogue } from '../domain/catalogue.ts';
import { InvalidInputError } from '../domain/errors.ts';

/**
 * The language to answer in: the one that `language` names, else the first that Accept-Language prefers and that is
 * spoken, else the first spoken. Throws InvalidInputError where one is named that is not spoken.
 */
export function chooseLanguage(
  request: Request,
  catalogues: readonly Catalogue[],
  named: string | undefined,
): Catalogue {
  const languages = catalogues.map(({ language }) => language);
  const chosen = named ?? request.acceptsLanguages([...languages]);
  const found = catalogues.find(({ language }) => language === chosen);
  if (found !== undefined) return found;
  if (named !== undefined)
    throw new InvalidInputError(
      `query: language: ${JSON.stringify(named.slice(0, 50))} is not spoken; there are ${languages.join(', ')}`,
    );
  return catalogues[0]!;
}

/** Says in which language an answer is, and that another was to be had. */
export function noteLanguage(response: Response, { language }: Catalogue): void {
  response.set('Content-Language', language);
  response.vary('Accept-Language');
}
