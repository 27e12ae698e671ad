import type { Command } from 'commander';
import { ConflictError } from '../domain/errors.ts';
import { formatInstant } from '../domain/time.ts';
import { replayRun, type Replay } from '../engine/replay.ts';
import { runJson } from '../engine/run-json.ts';
import type { CliDependencies } from './dependencies.ts';
import { formatCount } from './number-format.ts';
import { examples, jsonOption, storeOption, withStore } from './options.ts';
import { printJson, printLines } from './output.ts';
import { withProgress } from './progress.ts';

interface ReplayOptions {
  readonly store: string;
  readonly json?: true;
}

export function addReplayCommand(program: Command, deps: CliDependencies): void {
  program
    .command('replay')
    .summary('recompute a run and compare it byte for byte')
    .description(
      'Makes a run again from the facts it saw, with the scorecard, profile, basis and currency it is kept with, and holds ' +
        'it against what is stored. Nothing is stored. Ends with 1 where a byte differs.',
    )
    .argument('<run>', 'the id of a run, as credence runs lists them')
    .addOption(storeOption(deps))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples('credence replay 500c65982fe9131f', 'credence replay 500c65982fe9131f --json'),
    )
    .action((run: string, options: ReplayOptions) => replay(run, options, deps));
}

async function replay(runId: string, options: ReplayOptions, deps: CliDependencies): Promise<void> {
  const { hasher, kernels } = deps;
  const result = await withStore(deps, options.store, (store) =>
    withProgress(deps, options.json === true, (onProgress) =>
      replayRun(store, runId, { hasher, kernels, onProgress }),
    ),
  );
  if (options.json === true) printJson(deps, replayJson(result));
  else if (result.isEqual) printLines(deps, equalLines(result));
  if (!result.isEqual) throw differing(result);
}

function equalLines({ run, recomputedHash }: Replay): readonly string[] {
  return [
    `equal: the run ${run.id} as of ${formatInstant(run.cut.asOf)} came out again, ${formatCount(run.subjects)} subjects to the byte`,
    `SHA-256 ${recomputedHash}`,
  ];
}

function differing({ run, difference, recomputedId }: Replay): ConflictError {
  const what = `the run ${run.id} came out otherwise when it was made again from its facts`;
  if (difference === undefined)
    return new ConflictError(
      `${what}: its scores are equal, but not its id, ${recomputedId}; what it is kept with was altered`,
    );
  const { subjectId, column, stored, recomputed, subjects } = difference;
  const where = subjectId === null ? column : `${column} of ${subjectId}`;
  const many =
    subjects === null
      ? ''
      : `; ${formatCount(subjects)} ${subjects === 1 ? 'subject differs' : 'subjects differ'}`;
  return new ConflictError(
    `${what}: ${where} is stored as ${told(stored)} and came out as ${told(recomputed)}${many}`,
  );
}

function told(value: number | string | null): string {
  return value === null ? 'nothing' : String(value);
}

function replayJson({ run, difference, ...of }: Replay): unknown {
  return {
    run: runJson(run),
    equal: of.isEqual,
    stored_sha256: of.storedHash,
    recomputed_sha256: of.recomputedHash,
    recomputed_id: of.recomputedId,
    ...(difference === undefined ? {} : { difference: differenceJson(difference) }),
  };
}

/** NaN stays visible. */
function differenceJson({
  subjectId,
  stored,
  recomputed,
  ...of
}: NonNullable<Replay['difference']>): unknown {
  return { subject_id: subjectId, ...of, stored: told(stored), recomputed: told(recomputed) };
}
