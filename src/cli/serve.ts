import type { Command } from 'commander';
import type { CliDependencies } from './dependencies.ts';
import { examples, portOption, purposeOption, storeOption } from './options.ts';
import { printLines } from './output.ts';
import { withServedStore } from './served-store.ts';

interface ServeOptions {
  readonly store: string;
  readonly purpose: string;
  readonly run?: string;
  readonly host: string;
  readonly port: number;
}

export function addServeCommand(program: Command, deps: CliDependencies): void {
  program
    .command('serve')
    .summary('answer over HTTP')
    .description(
      'Serves the scores of one run until it is told to stop (Ctrl-C, or SIGTERM): of those made for the purpose, the ' +
        'one as of the latest instant.',
    )
    .addOption(storeOption(deps))
    .addOption(purposeOption(deps))
    .option('--run <id>', 'this run, whatever its purpose and instant (as credence score prints it)')
    .option('--host <address>', 'the address to listen on', deps.settings.host)
    .addOption(portOption(deps))
    .addHelpText(
      'after',
      examples(
        'credence serve',
        'credence serve --host 0.0.0.0 --port 8080',
        'credence serve --purpose tenancy',
      ),
    )
    .action((options: ServeOptions) => serve(options, deps));
}

async function serve(
  { store: location, purpose, run, host, port }: ServeOptions,
  deps: CliDependencies,
): Promise<void> {
  await withServedStore(deps, { location, use: 'existing', host, port }, async (store, listen) => {
    const server = await listen();
    await server.present({ store, purpose, runId: run });
    printLines(deps, [`Credence answers at ${server.url} (Ctrl-C stops it).`]);
  });
}
