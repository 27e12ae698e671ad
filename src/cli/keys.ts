import { InvalidArgumentError, type Command } from 'commander';
import { StoreUnavailableError } from '../domain/errors.ts';
import { formatInstant } from '../domain/time.ts';
import { createKey, isKeyId, listKeys, revokeKey, SCOPES, type ListedKey } from '../engine/access.ts';
import type { CliDependencies } from './dependencies.ts';
import { printable } from './display-width.ts';
import { examples, jsonOption, storeOption, withStore, withStoreMade } from './options.ts';
import { isoInstant, printJson, printLines } from './output.ts';
import { drawTable } from './table.ts';

interface KeysOptions {
  readonly store: string;
  readonly json?: true;
}
interface CreateOptions extends KeysOptions {
  readonly client: string;
  readonly scopes: readonly string[];
}

export function addKeysCommand(program: Command, deps: CliDependencies): void {
  const keys = program
    .command('keys')
    .summary('make, list and revoke API keys')
    .description(
      'Keys let a client read scores over HTTP. A key is shown once; only its hash is kept. ' +
        'Stop the server to make or list keys: it holds the store. Keys can be revoked while it runs.',
    );
  keys
    .command('create')
    .description('Makes a key and shows it, once. A server that holds the store must be stopped first.')
    .requiredOption('--client <name>', 'who will use it')
    .requiredOption('--scopes <list>', `what it allows, of ${SCOPES.join(',')}`, readScopes)
    .addOption(storeOption(deps))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'credence keys create --client acme --scopes score:read',
        'credence keys create --client acme --scopes score:read,ledger:read --json',
      ),
    )
    .action((options: CreateOptions) => create(options, deps));
  keys
    .command('list')
    .description(
      'Lists every key there is or was, oldest first. A server that holds the store must be stopped first.',
    )
    .addOption(storeOption(deps))
    .addOption(jsonOption())
    .addHelpText('after', examples('credence keys list', 'credence keys list --json'))
    .action((options: KeysOptions) => list(options, deps));
  keys
    .command('revoke')
    .description(
      'Ends a key. A server that holds the store refuses it within two seconds: the revocation is left in a file ' +
        'beside the store, and enters the store when it is opened next.',
    )
    .argument('<id>', 'as keys list shows it')
    .addOption(storeOption(deps))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples('credence keys revoke 0123456789abcdef', 'credence keys revoke 0123456789abcdef --json'),
    )
    .action((id: string, options: KeysOptions) => revoke(id, options, deps));
}

function readScopes(text: string): readonly string[] {
  const scopes = text.split(',').map((part) => part.trim());
  if (scopes.every((scope) => SCOPES.some((known) => known === scope))) return scopes;
  throw new InvalidArgumentError(`Expected one or more of ${SCOPES.join(', ')}, with commas between.`);
}

async function create(
  { client, scopes, store: location, json }: CreateOptions,
  deps: CliDependencies,
): Promise<void> {
  const { key, record } = await withStoreMade(deps, location, (store) =>
    createKey(store, { client, scopes }, deps),
  );
  if (json === true) {
    printJson(deps, { ...keyJson(record), key });
    return;
  }
  printLines(deps, [
    key,
    '',
    `Key ${record.id} of client ${printable(client)} for ${record.scopes.join(', ')}.`,
    'It is shown this once: keep it where only that client can read it.',
  ]);
}

async function list({ store: location, json }: KeysOptions, deps: CliDependencies): Promise<void> {
  const keys = await withStore(deps, location, (store) => listKeys(store));
  if (json === true) {
    printJson(deps, { keys: keys.map(keyJson) });
  } else if (keys.length === 0) {
    printLines(deps, [
      'There are no keys yet; make one: credence keys create --client NAME --scopes score:read',
    ]);
  } else {
    const columns = ['id', 'client', 'scopes', 'created', 'revoked'].map(
      (heading) => ({ heading, align: 'left' }) as const,
    );
    printLines(deps, drawTable(columns, keys.map(keyCells)));
  }
}

async function revoke(
  id: string,
  { store: location, json }: KeysOptions,
  deps: CliDependencies,
): Promise<void> {
  const record = await withStore(deps, location, (store) => revokeKey(store, id, deps.clock)).catch(
    async (error: unknown) => {
      if (!(error instanceof StoreUnavailableError) || !isKeyId(id)) throw error;
      await deps.noteRevocation(location, id);
      return undefined;
    },
  );
  if (record === undefined) {
    if (json === true) printJson(deps, { id, revoked_at: isoInstant(deps.clock.now()) });
    else
      printLines(deps, [
        `Key ${id}, if there is one, is revoked: the server that holds the store refuses it in two seconds.`,
      ]);
    return;
  }
  if (json === true) printJson(deps, keyJson(record));
  else printLines(deps, [`Key ${record.id} of client ${printable(record.client)} is revoked.`]);
}

function keyCells({ id, client, scopes, createdAt, revokedAt }: ListedKey): readonly string[] {
  const revoked = revokedAt === undefined ? '' : formatInstant(revokedAt);
  return [id, printable(client), scopes.join(','), formatInstant(createdAt), revoked];
}

function keyJson({ id, client, scopes, createdAt, revokedAt }: ListedKey): object {
  return {
    id,
    client,
    scopes,
    created_at: isoInstant(createdAt),
    revoked_at: revokedAt === undefined ? null : isoInstant(revokedAt),
  };
}
