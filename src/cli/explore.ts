import type { Command } from 'commander';
import { chainExplored, measure } from '../engine/exploring/drawing.ts';
import {
  MAX_CHAIN_HOPS,
  MAX_GUARANTEES,
  MAX_PATH_LENGTH,
  MAX_RADIUS,
  type Relation,
} from '../engine/exploring/explorer.ts';
import * as json from '../engine/exploring/json.ts';
import type { CliDependencies } from './dependencies.ts';
import {
  addExploreOptions,
  answerFrom,
  limitOption,
  namingUnknown,
  relationsOption,
  type ExploreOptions,
} from './explore-options.ts';
import * as table from './explore-tables.ts';
import { examples, wholeNumber } from './options.ts';

interface LimitedOptions extends ExploreOptions {
  readonly limit: number;
}
interface EgonetOptions extends LimitedOptions {
  readonly radius: number;
  readonly relations: readonly Relation[];
}
interface PathOptions extends ExploreOptions {
  readonly maxLength: number;
  readonly relations: readonly Relation[];
}
interface ChainOptions extends LimitedOptions {
  readonly hops: number;
}

const SUBJECT = ['<subject>', 'the id of a user, merchant or group'] as const;

export function addExploreCommand(program: Command, deps: CliDependencies): void {
  const explore = program
    .command('explore')
    .summary('look around in the graph')
    .description(
      'Looks around in the graph as it is known now: who is near a subject, how two are connected, who guarantees ' +
        'for whom, who shares an identifier, what money went between two.',
    );
  addEgonet(explore, deps);
  addPath(explore, deps);
  addSearch(explore, deps);
  addGuarantees(explore, deps);
  addIdentifiers(explore, deps);
  addMoney(explore, deps);
}

function addEgonet(explore: Command, deps: CliDependencies): void {
  const command = explore
    .command('egonet')
    .description(
      'The subjects around one, ring by ring, those linked by most facts first, with the measures of their graph.',
    )
    .argument(...SUBJECT)
    .option('--radius <links>', `how far to go, 1 to ${MAX_RADIUS}`, wholeNumber(1, MAX_RADIUS), 1)
    .addOption(limitOption('how many subjects besides the one').default(200))
    .addOption(relationsOption());
  addExploreOptions(command, deps, { isGraph: true })
    .addHelpText(
      'after',
      examples(
        'credence explore egonet u-0042',
        'credence explore egonet u-0042 --radius 2 --relations knows,rated --format gexf --out u-0042.gexf',
        'credence explore egonet u-0042 --format cypher',
      ),
    )
    .action((id: string, options: EgonetOptions) =>
      answerFrom(options, deps, async (store, at) => {
        const egonet = await namingUnknown(store, { ids: [id], at }, () =>
          store.explore.egonet(id, { ...options, at }),
        );
        const measures = measure(egonet);
        const lines = table.egonetLines(egonet, measures);
        return { lines, json: json.egonetJson(egonet, measures), explored: egonet };
      }),
    );
}

function addPath(explore: Command, deps: CliDependencies): void {
  const command = explore
    .command('path')
    .description('A shortest path between two subjects, whichever way its links point.')
    .argument('<from>', 'the id it starts at')
    .argument('<to>', 'the id it ends at')
    .option(
      '--max-length <links>',
      `how long it may be, 1 to ${MAX_PATH_LENGTH}`,
      wholeNumber(1, MAX_PATH_LENGTH),
      6,
    )
    .addOption(relationsOption());
  addExploreOptions(command, deps, { isGraph: true })
    .addHelpText(
      'after',
      examples(
        'credence explore path u-0042 u-0007',
        'credence explore path u-0042 m-007 --relations paid --json',
      ),
    )
    .action((from: string, to: string, options: PathOptions) =>
      answerFrom(options, deps, async (store, at) => {
        const path = await namingUnknown(store, { ids: [from, to], at }, () =>
          store.explore.shortestPath({ from, to }, { ...options, at }),
        );
        return { lines: table.pathLines(path), json: json.pathJson(path), explored: path };
      }),
    );
}

function addSearch(explore: Command, deps: CliDependencies): void {
  const command = explore
    .command('search')
    .description('Subjects whose id or name contains a text, in capitals or not.')
    .argument('<text>', 'part of an id or a name')
    .addOption(limitOption('how many to show').default(20));
  addExploreOptions(command, deps, { isGraph: false })
    .addHelpText(
      'after',
      examples('credence explore search 0042', 'credence explore search "corner shop" --json'),
    )
    .action((text: string, options: LimitedOptions) =>
      answerFrom(options, deps, async (store, at) => {
        const answer = await store.explore.search(text, { ...options, at });
        return { lines: table.searchLines(answer), json: json.searchJson(answer) };
      }),
    );
}

function addGuarantees(explore: Command, deps: CliDependencies): void {
  const command = explore
    .command('guarantees')
    .description('For whom a subject guarantees, for whom those do, and so on; circles are flagged.')
    .argument(...SUBJECT)
    .option(
      '--hops <number>',
      `how far to go, 1 to ${MAX_CHAIN_HOPS}`,
      wholeNumber(1, MAX_CHAIN_HOPS),
      MAX_CHAIN_HOPS,
    )
    .addOption(limitOption('how many guarantees', MAX_GUARANTEES).default(200));
  addExploreOptions(command, deps, { isGraph: true })
    .addHelpText(
      'after',
      examples('credence explore guarantees u-0042', 'credence explore guarantees u-0042 --json'),
    )
    .action((id: string, options: ChainOptions) =>
      answerFrom(options, deps, async (store, at) => {
        const chain = await namingUnknown(store, { ids: [id], at }, () =>
          store.explore.guaranteeChain(id, { ...options, at }),
        );
        return {
          lines: table.chainLines(chain),
          json: json.chainJson(chain),
          explored: chainExplored(chain),
        };
      }),
    );
}

function addIdentifiers(explore: Command, deps: CliDependencies): void {
  const command = explore
    .command('identifiers')
    .description('Phones, devices and the like that a subject shares with others, the rarest first.')
    .argument(...SUBJECT)
    .addOption(limitOption('how many identifiers, and how many others of each').default(50));
  addExploreOptions(command, deps, { isGraph: false })
    .addHelpText(
      'after',
      examples('credence explore identifiers u-0042', 'credence explore identifiers u-0042 --json'),
    )
    .action((id: string, options: LimitedOptions) =>
      answerFrom(options, deps, async (store, at) => {
        const shared = await namingUnknown(store, { ids: [id], at }, () =>
          store.explore.sharedIdentifiers(id, { ...options, at }),
        );
        return { lines: table.identifierLines(shared), json: json.identifiersJson(shared) };
      }),
    );
}

function addMoney(explore: Command, deps: CliDependencies): void {
  const command = explore
    .command('money')
    .description('What two subjects paid each other, by kind, status and currency.')
    .argument('<from>', 'an id')
    .argument('<to>', 'another id');
  addExploreOptions(command, deps, { isGraph: false })
    .addHelpText(
      'after',
      examples('credence explore money u-0042 m-007', 'credence explore money u-0042 m-007 --json'),
    )
    .action((from: string, to: string, options: ExploreOptions) =>
      answerFrom(options, deps, async (store, at) => {
        const money = await namingUnknown(store, { ids: [from, to], at }, () =>
          store.explore.moneyBetween({ from, to }, at),
        );
        return { lines: table.moneyLines(money), json: json.moneyJson(money) };
      }),
    );
}
