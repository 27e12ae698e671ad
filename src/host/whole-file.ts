/** Files that appear whole or not at all, where somebody asked for them. */
import { access, chmod, constants, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { CredenceError, InvalidConfigError } from '../domain/errors.ts';

const LOOK_BYTES = 4096;

/** Throws InvalidConfigError where no file can be made in the path's folder. */
export async function checkFolderOf(path: string): Promise<void> {
  const folder = dirname(resolve(path));
  if ((await stat(folder).catch(() => undefined))?.isDirectory() !== true) {
    throw new InvalidConfigError(`write ${path}: the folder ${folder} does not exist; make it first`);
  }
  await access(folder, constants.W_OK | constants.X_OK).catch((cause: unknown) => {
    throw new InvalidConfigError(`write ${path}: the folder ${folder} cannot be written to`, { cause });
  });
}

/** Throws InvalidConfigError where something is there already that `isReplaceable`, by its first bytes, does not know. */
export async function checkReplaceable(
  path: string,
  what: string,
  isReplaceable: (start: Buffer) => boolean,
): Promise<void> {
  const held = await stat(path).catch(() => undefined);
  if (held === undefined || (held.isFile() && isReplaceable(await startOf(path)))) return;
  throw new InvalidConfigError(`write ${path}: what is there is no ${what} and is left alone; name another`);
}

async function startOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new InvalidConfigError(`write ${path}: what is there cannot be read, so it is left alone`, {
      cause,
    });
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOK_BYTES), 0, LOOK_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Writes under another name beside the path, then renames. `mode` is what the file's permissions become. */
export async function writeWhole(
  path: string,
  { write, mode }: { write: (unfinished: string) => Promise<void>; mode: number },
): Promise<void> {
  const target = await realpath(path).catch(() => resolve(path));
  const unfinished = join(dirname(target), `.${basename(target)}.${process.pid}.part`);
  try {
    await write(unfinished);
    await chmod(unfinished, mode);
    await rename(unfinished, target);
  } catch (cause) {
    await rm(unfinished, { force: true });
    if (cause instanceof CredenceError) throw cause;
    throw new InvalidConfigError(`write ${path}: ${(cause as Error).message}`, { cause });
  }
}

/** Throws InvalidConfigError where a text cannot be written, or would take the place of something that is none. */
export async function checkTextPath(path: string): Promise<void> {
  await checkFolderOf(path);
  await checkReplaceable(path, 'text file', (start) => !start.includes(0));
}

export async function writeTextFile(
  { path, text }: { path: string; text: string },
  mode: number,
): Promise<void> {
  await checkTextPath(path);
  await writeWhole(path, { write: (unfinished) => writeFile(unfinished, text), mode });
}
