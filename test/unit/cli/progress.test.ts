import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { withProgress } from '../../../src/cli/progress.ts';
import type { OnProgress } from '../../../src/engine/ports.ts';

const ERASE = '\r\u001b[2K';

/** Reports as of the given milliseconds, and what came out on standard error. */
async function reported(
  isTTY: boolean,
  work: (at: (ms: number) => OnProgress) => void,
  silent = false,
): Promise<string> {
  let now = 0;
  const stream = new PassThrough();
  const stderr = Object.assign(stream, { isTTY, columns: 30 });
  await withProgress({ stderr, clock: { now: () => now } }, silent, (onProgress) => {
    work((ms) => (progress) => {
      now = ms;
      onProgress(progress);
    });
    return Promise.resolve();
  });
  return (stream.read() as Buffer | null)?.toString() ?? '';
}

describe('progress on a terminal', () => {
  it('is a line rewritten in place and taken away at the end', async () => {
    const shown = await reported(true, (at) => {
      at(0)({ stage: 'score', done: 0, total: 200 });
      at(500)({ stage: 'score', done: 90, total: 200 });
    });
    expect(shown).toBe(`${ERASE}score  0 %${ERASE}score  45 %${ERASE}`);
  });

  it('keeps quiet for two seconds where no end is known', async () => {
    const shown = await reported(true, (at) => {
      at(10)({ stage: 'read', done: 1 });
      at(1999)({ stage: 'read', done: 2 });
      at(2000)({ stage: 'read', done: 12_345 });
    });
    expect(shown).toBe(`${ERASE}read  12,345${ERASE}`);
  });

  it('is redrawn at most ten times a second and never wider than the terminal', async () => {
    const shown = await reported(true, (at) => {
      for (let ms = 0; ms < 1000; ms++)
        at(ms)({ stage: 'a stage with a very long name indeed', done: ms, total: 1000 });
    });
    const lines = shown.split(ERASE).filter((line) => line !== '');
    expect(lines.length).toBeLessThanOrEqual(10);
    for (const line of lines) expect(line.length).toBeLessThan(30);
  });
});

describe('progress when piped', () => {
  it('is a plain line for each stage, and one every ten seconds within a long stage', async () => {
    const shown = await reported(false, (at) => {
      at(0)({ stage: 'read', done: 0 });
      at(100)({ stage: 'read', done: 50 });
      at(200)({ stage: 'score', done: 0, total: 4 });
      at(9000)({ stage: 'score', done: 1, total: 4 });
      at(11_000)({ stage: 'score', done: 2, total: 4 });
    });
    expect(shown).toBe('credence: read\ncredence: score\ncredence: score  50 %\n');
  });

  it('says nothing where it is to be silent', async () => {
    const shown = await reported(false, (at) => { at(0)({ stage: 'read', done: 0 }); }, true); // prettier-ignore
    expect(shown).toBe('');
  });
});
