import { Command, CommanderError } from 'commander';
import { addDemoCommand } from './demo.ts';
import type { CliDependencies } from './dependencies.ts';
import { addDiffCommand } from './diff.ts';
import { addExploreCommand } from './explore.ts';
import { addFactorsCommand } from './factors.ts';
import { EXIT_DONE, EXIT_USAGE, reportFailure } from './failure.ts';
import { addHistoryCommand } from './history.ts';
import { addImportCommand } from './import.ts';
import { addKeysCommand } from './keys.ts';
import { addReplayCommand } from './replay.ts';
import { addRunsCommand } from './runs.ts';
import { addScoreCommand } from './score.ts';
import { addServeCommand } from './serve.ts';
import { addShowCommand } from './show.ts';
import { addSimulateCommand } from './simulate.ts';
import { addWhatIfCommand } from './what-if.ts';
import { addWorldCommand } from './world.ts';

const EXIT_CODES = `
Exit codes:
  0  done
  1  refused or failed: what was asked for is not there, breaks a rule, or somebody else holds the store
  2  wrong usage or configuration, such as an unknown option or a store that does not exist`;

/** Commander's word for help that was printed because no command was named. */
const NOTHING_ASKED = 'commander.help';

/**
 * Runs one command. `argv` starts with the command's name. Resolves to the exit code: 0 done, 1 refused or failed,
 * 2 wrong usage or configuration; never throws and never ends the process.
 */
export async function runCli(argv: readonly string[], deps: CliDependencies): Promise<number> {
  const program = makeProgram(deps);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return EXIT_DONE;
  } catch (error) {
    // Help or the version was asked for, and has been printed.
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT_DONE;
    if (error instanceof CommanderError && error.code === NOTHING_ASKED) return EXIT_USAGE;
    const command = commandMeant(program, argv);
    return reportFailure(error, { deps, json: asksForJson(argv), command });
  }
}

function makeProgram(deps: CliDependencies): Command {
  const program = new Command('credence')
    .description('Scores how far people, merchants and groups can be trusted, from 350 to 950, and says why.')
    .version(deps.version, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => deps.stdout.write(text),
      writeErr: (text) => deps.stderr.write(text),
      // Failures are said once, by reportFailure.
      outputError: () => undefined,
      getOutHelpWidth: () => deps.stdout.columns ?? 80,
      getErrHelpWidth: () => deps.stderr.columns ?? 80,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  addDemoCommand(program, deps);
  addImportCommand(program, deps);
  addScoreCommand(program, deps);
  addShowCommand(program, deps);
  addDiffCommand(program, deps);
  addHistoryCommand(program, deps);
  addRunsCommand(program, deps);
  addReplayCommand(program, deps);
  addWhatIfCommand(program, deps);
  addFactorsCommand(program, deps);
  addExploreCommand(program, deps);
  addServeCommand(program, deps);
  addKeysCommand(program, deps);
  addWorldCommand(program, deps);
  addSimulateCommand(program, deps);
  return program;
}

/** Such as `keys create`; undefined where no command was named. */
function commandMeant(program: Command, argv: readonly string[]): string | undefined {
  const known = program.commands.find((command) => argv.includes(command.name()));
  if (known === undefined) return undefined;
  const within = known.commands.find((command) => argv.includes(command.name()));
  return within === undefined ? known.name() : `${known.name()} ${within.name()}`;
}

function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? argv.length : end).includes('--json');
}
