import type { Instant } from '../domain/time.ts';
import type { OnProgress, Progress } from '../engine/ports.ts';
import type { CliDependencies } from './dependencies.ts';
import { cutToWidth, printable } from './display-width.ts';
import { formatCount } from './number-format.ts';

/** How long a stage without a known end stays quiet on a terminal. */
const QUIET_MS = 2000;
const REDRAW_MS = 100;
/** How often a long stage says where it is when piped. */
const PLAIN_MS = 10_000;
const ERASE_LINE = '\r\u001b[2K';

interface ProgressReport {
  readonly onProgress: OnProgress;
  /** Takes the line away. */
  end(): void;
}

/** Runs something that reports progress on standard error, and takes the report away however it ends. */
export async function withProgress<T>(
  deps: Pick<CliDependencies, 'stderr' | 'clock'>,
  silent: boolean,
  work: (onProgress: OnProgress) => Promise<T>,
): Promise<T> {
  const report = startProgress(deps, silent);
  try {
    return await work(report.onProgress);
  } finally {
    report.end();
  }
}

function startProgress(deps: Pick<CliDependencies, 'stderr' | 'clock'>, silent: boolean): ProgressReport {
  if (silent) return { onProgress: () => undefined, end: () => undefined };
  return deps.stderr.isTTY === true ? rewrittenLine(deps) : plainLines(deps);
}

/** One line, rewritten in place: at once where the end is known, otherwise once the wait is worth a word. */
function rewrittenLine({ stderr, clock }: Pick<CliDependencies, 'stderr' | 'clock'>): ProgressReport {
  const startedAt = clock.now();
  let latest: Progress | undefined;
  let drawnAt: Instant | undefined;
  const draw = (): void => {
    if (latest === undefined) return;
    drawnAt = clock.now();
    stderr.write(ERASE_LINE + cutToWidth(describe(latest), (stderr.columns ?? 80) - 1));
  };
  const timer = setTimeout(draw, QUIET_MS).unref();
  return {
    onProgress(progress) {
      latest = progress;
      const now = clock.now();
      const isWorthALine = progress.total !== undefined || now - startedAt >= QUIET_MS;
      if (isWorthALine && (drawnAt === undefined || now - drawnAt >= REDRAW_MS)) draw();
    },
    end() {
      clearTimeout(timer);
      if (drawnAt !== undefined) stderr.write(ERASE_LINE);
    },
  };
}

/** A line whenever the stage changes, and now and then within a long one. */
function plainLines({ stderr, clock }: Pick<CliDependencies, 'stderr' | 'clock'>): ProgressReport {
  let stage: string | undefined;
  let saidAt: Instant = clock.now();
  return {
    onProgress(progress) {
      const now = clock.now();
      if (progress.stage === stage && now - saidAt < PLAIN_MS) return;
      const isNew = progress.stage !== stage;
      stage = progress.stage;
      saidAt = now;
      stderr.write(`credence: ${isNew ? printable(stage) : describe(progress)}\n`);
    },
    end: () => undefined,
  };
}

function describe({ stage, done, total }: Progress): string {
  const name = printable(stage);
  if (total !== undefined && total > 0) return `${name}  ${Math.floor((100 * done) / total)} %`;
  return done > 0 ? `${name}  ${formatCount(done)}` : name;
}
