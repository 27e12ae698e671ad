import type { Command } from 'commander';
import type { CliDependencies } from './dependencies.ts';
import { examples, portOption, storeOption, withStore } from './options.ts';
import { printLines } from './output.ts';

interface ServeOptions {
  readonly store: string;
  readonly host: string;
  readonly port: number;
}

export function addServeCommand(program: Command, deps: CliDependencies): void {
  program
    .command('serve')
    .summary('answer over HTTP')
    .description('Serves the scores of the latest run until it is told to stop (Ctrl-C, or SIGTERM).')
    .addOption(storeOption(deps))
    .option('--host <address>', 'the address to listen on', deps.settings.host)
    .addOption(portOption(deps))
    .addHelpText('after', examples('credence serve', 'credence serve --host 0.0.0.0 --port 8080'))
    .action((options: ServeOptions) => serve(options, deps));
}

async function serve({ store: location, host, port }: ServeOptions, deps: CliDependencies): Promise<void> {
  await withStore(deps, location, async (store) => {
    const server = await deps.startServer({ store, host, port });
    printLines(deps, [`Credence answers at ${server.url} (Ctrl-C stops it).`]);
    await server.stopped;
  });
}
