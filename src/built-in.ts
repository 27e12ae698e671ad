/** What comes with the program as files beside its code: scorecards, profiles and catalogues. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCatalogue, type Catalogue } from './domain/catalogue.ts';
import { InvalidConfigError } from './domain/errors.ts';
import { parseProfile, type Profile } from './scoring/profile.ts';
import { parseScorecard, type Scorecard } from './scoring/scorecard.ts';

const PROFILES = 'scoring/profiles';
const SCORECARDS = 'scoring/scorecards';
const CATALOGUES = 'domain/catalogue';

/** A scorecard's file, or one of those that come with the program by its id. */
export async function readScorecard(pathOrName: string): Promise<Scorecard> {
  return parseScorecard(await readNamed(SCORECARDS, pathOrName, 'scorecard'));
}

/** A profile's file, or one of those that come with the program by its id; without a version its latest. */
export async function readProfile(pathOrName: string): Promise<Profile> {
  const versions = (await namesIn(PROFILES))
    .filter((name) => name.startsWith(`${pathOrName}@`))
    .sort((a, b) => versionOf(b) - versionOf(a));
  return parseProfile(await readNamed(PROFILES, versions[0] ?? pathOrName, 'profile'));
}

/** The profile that comes with the program for a purpose. Throws InvalidConfigError where there is none. */
export async function profileFor(purpose: string): Promise<Profile> {
  const profiles = await Promise.all((await namesIn(PROFILES)).map(readProfile));
  const found = profiles
    .filter((profile) => profile.purpose === purpose)
    .sort((a, b) => versionOf(b.id) - versionOf(a.id))[0];
  if (found !== undefined) return found;
  throw new InvalidConfigError(
    `No profile says what scores for the purpose ${purpose} may be made of; there are some for ` +
      `${profiles.map((profile) => profile.purpose).join(', ')}. Name one, or write your own and give its file: ` +
      '--profile FILE',
  );
}

/** Throws InvalidConfigError for a language that there is no catalogue of, or one with gaps. */
export async function readCatalogue(language: string): Promise<Catalogue> {
  const known = await namesIn(CATALOGUES);
  if (!known.includes(language))
    throw new InvalidConfigError(
      `There is no catalogue of texts for the language ${language}; there are ${known.join(', ')}`,
    );
  const json = await readFile(asset(join(CATALOGUES, `${language}.json`)), 'utf8');
  return makeCatalogue(language, JSON.parse(json) as Readonly<Record<string, string>>);
}

/** Every language that the program speaks, in the order of their tags but English, which comes first. */
export async function readCatalogues(): Promise<readonly Catalogue[]> {
  const others = (await namesIn(CATALOGUES)).filter((language) => language !== 'en');
  return Promise.all(['en', ...others].map(readCatalogue));
}

async function readNamed(folder: string, pathOrName: string, what: string): Promise<string> {
  const builtIn = asset(join(folder, `${pathOrName}.json`));
  const path = /^[a-z0-9-]+@[0-9]+$/.test(pathOrName) && existsSync(builtIn) ? builtIn : pathOrName;
  return readFile(path, 'utf8').catch(async (cause: unknown) => {
    throw new InvalidConfigError(
      `No ${what} can be read from ${pathOrName}: ${(cause as Error).message}; give a file, or one of ` +
        (await namesIn(folder)).join(', '),
      { cause },
    );
  });
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const files = (await readdir(asset(folder))).filter((name) => name.endsWith('.json'));
  return files.map((name) => name.slice(0, -'.json'.length)).sort();
}

function versionOf(id: string): number {
  return Number(id.slice(id.lastIndexOf('@') + 1));
}

function asset(path: string): string {
  return join(fileURLToPath(new URL('.', import.meta.url)), path);
}
