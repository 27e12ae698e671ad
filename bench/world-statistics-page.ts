import type { DealingStatistics } from './world-statistics-dealings.ts';
import type { NetworkStatistics } from './world-statistics-graph.ts';
import type { SignalStatistics } from './world-statistics-signal.ts';

export interface MeasuredSet {
  readonly name: string;
  readonly network?: NetworkStatistics;
  readonly isSymmetric: boolean;
  readonly dealings?: DealingStatistics;
}

/** docs/world.md: what the generated world is, its statistics beside those of real sets, and where it differs. */
export function worldPage(
  { sets, signals }: { sets: readonly MeasuredSet[]; signals: readonly SignalStatistics[] },
  { subjects, seed }: { subjects: number; seed: number },
): string {
  return [
    INTRODUCTION,
    SIGNAL_HEADING,
    signalTable(signals),
    SIGNAL_NOTES,
    `## Beside the real sets

A world of ${subjects.toLocaleString('en')} people, 40 transactions each, seed ${seed}. Remade by
\`npm run bench -- world-statistics --write docs/world.md\` with \`CREDENCE_DATA\` naming the folder of real sets. FinBench
and AMLSim are generated too, by others.
`,
    networkTable(sets),
    NETWORK_NOTES,
    dealingTable(sets),
    DEALING_NOTES,
    DIFFERENCES,
  ].join('\n');
}

const INTRODUCTION = `# The generated world

<!-- Made by \`npm run bench -- world-statistics --write docs/world.md\`. -->

Three years, 2023 to 2025, in the life of a made-up country of 200 to 1,000,000 people, with the shops they buy from
and the groups they belong to. It is what the demo shows, what the pipeline is measured on, and what scores and ring
detectors can be judged by, because the truth it was made of is known.

\`\`\`sh
npm run seed -- --subjects 10000 --transactions 400000 --seed 1 --out ./world
npx credence import ./world/facts
npx credence score --as-of 2025-12-31T18:00:00Z --currency CNY
\`\`\`

| option             | meaning                                                                                             |
| ------------------ | --------------------------------------------------------------------------------------------------- |
| \`--subjects\`       | people, 200 to 1,000,000; 6 shops and 3 groups for every 100 come on top. Default 2,000             |
| \`--transactions\`   | exactly so many, 4 to 200 a person; versions are not counted. Default 40 a person                   |
| \`--seed\`           | equal options give equal files, byte for byte                                                       |
| \`--network-signal\` | how alike friends are in reliability: 0 not at all, negative unlike, 1 most. Default 0.5            |
| \`--out\`            | an empty or new folder: \`facts/\` is what an import reads; \`truth/\` is for judging only             |

With fewer than 40 transactions a person the service sees less of each life: fewer employers pay through it, fewer
debts are reported to it, less money is sent. Nobody is less reliable for it.

10 transactions a person: 100,000 people take 27 s of processor time and 1.0 GB (6.5 million facts).

## What it holds

- **People** in communities of very different size. A fifth are thin files, 5 % newcomers of the last three months, 4 %
  migrants who live among themselves and know few of the old communities. Friendships follow a power law, close
  triangles and stay mostly within communities; each has its kind, strength and age; some were never accepted, some
  ended.
- **Reliability**, a number per person and shop that is in no fact. It drives dues, defaults, cancellations,
  disputes and ratings, and is correlated along ties as \`--network-signal\` has it, along strong ties more than along
  weak ones. How that shows in conduct is below.
- **Shops** visited by Zipf's law, of 20 categories with seasons of their own; utilities, telecoms and lenders. Salaries
  come on pay days.
- **Groups**: workplaces, associations, lending circles, cooperatives, and families and households that share a home and
  a device. A café's address is shared by some thousands, who come back.
- **Money** in two currencies with monthly rates: purchases abroad, some cards, deposits, transfers and odd jobs are in
  dollars. **Sources** of different reliability, which contradict each other.
- **Time as it is known**: every fact comes in some minutes or hours after it happened, 1.5 % days or weeks after; what
  changes is a second version; mistyped and misread profiles, attributes, payments and transactions are corrected,
  repeated transactions are retracted.
- **Outcomes** \`default_12m\` at the end of each month from June 2023 to December 2024, looked back upon 12 months later:
  1 for a default, indeterminate for 30 days of arrears without one. About 7 % of those judged are bad.
- **Rings** of every kind that the ring detectors look for: sybil regions, transfer cycles, cliques of mutual praise,
  circles of guarantees, shared identifiers, fan-in, fan-out, dense blocks of purchases and of reviews, scatter-gather,
  gather-scatter and stacks. The first of a kind is plain: at once, complete, in large round sums. The more of a kind
  there are the finer the steps from there to the last, which is subtle: slow, incomplete, in sums nearer to
  everybody's. Under 1 % of people are in one, and from 2,000 people on there is every kind: worlds of fewer than some
  20,000 people let one crew try up to six kinds, and of 2,000 people hold one of each, some plain and some subtle. With
  fewer than 632 people there is one transfer cycle, with fewer than 1,900 no sybil region. In the smallest worlds the
  three of the cycle are more than 1 %: 1.5 % of 200.
- **Little but their dealings** tells the people of rings: they are somewhat less reliable than others and came somewhat
  earlier, send at the hours and in sums in which others send, and what they send goes wrong as often as their
  reliability has it. Others praise without a dealing here, too.
- **What looks like a ring and is none**: payrolls, rotating savings clubs, escrow agents, rent pools, families.

## The truth

| table               | columns                                                                                             |
| ------------------- | --------------------------------------------------------------------------------------------------- |
| \`people.parquet\`    | \`id\`, \`role\`, \`community\`, \`reliability\`                                                            |
| \`merchants.parquet\` | \`id\`, \`reliability\`                                                                                 |
| \`patterns.parquet\`  | \`pattern\`, \`kind\`, \`is_ring\` (false for what only looks like one), \`subtlety\`, \`starts_at\`, \`ends_at\` |
| \`parts.parquet\`     | \`pattern\`, \`subject_id\`, \`part\` (member, hub, source, intermediary, sink, merchant, ...)              |
`;

const SIGNAL_HEADING = `## Friends alike

Worlds of half as many people as below, 40 transactions each, by \`--network-signal\`.
`;

const SIGNAL_NOTES = `
Correlations of somebody's own with the mean of their friends': log-odds of reliability, whether they were ever in
default, the share of purchases and transfers called off, the mean rating received. Weaker and stronger ties: of
reliability, tie by tie, over either half of the ties. AUC: how often the one of two who was in default is the less
reliable; the rest of a default is chance and hard times.
`;

const NETWORK_NOTES = `
Degree exponent: of a power law fitted to the degrees from the one given on (Clauset, Shalizi, Newman 2009). Clustering:
the mean local coefficient. Assortativity: the correlation of degrees along edges. Reciprocity: the share of directed
edges with their reverse; ties and co-reviews have no direction.
`;

const DEALING_NOTES = `
Burstiness: the median over actors with ten dealings or more, -1 for clockwork, 0 for chance, 1 for bursts (Kim and Jo
2016). Gap: the median time between two dealings of one actor. Gini: of the actors' totals.
`;

const DIFFERENCES = `## Where it differs

- **Ties** cluster somewhat more than Epinions' trust and mix degrees as neutrally; their tail is cut, because nobody
  is given more than some hundreds of friends, while Epinions' best known reach thousands.
- **Ratings among people** are as mutual as Bitcoin OTC's, but fewer for each, more even, and far less clustered: here
  one rates whom one has paid, there a small market of strangers rates itself. OTC's hubs rate newcomers, which makes
  it disassortative; nothing here does that. What rests on triangles of ratings finds less in this world.
- **Times**: people here shop and send in small bursts, more than Berka's account holders, whose days alone are known,
  and less than OTC's traders, who come for some weeks and leave. Nobody here leaves the service for good.
- **Spend** is more unequal than in Berka or either generated bank: many here hardly use the service, whereas Berka's
  are bank customers with a loan ahead.
- **Transfers** close triangles and are returned, as among friends; FinBench's and AMLSim's are drawn at random
  between accounts. Detectors of cycles meet more innocent ones here.
- **Reliability along ties** is chosen so that it can be found: friends here are about as alike as the signal has it,
  whatever made them friends. Conduct is noisy on purpose.
- No real set says how alike friends are in reliability, how subtle rings are, or how much is recorded late: these are
  judgement, and options or constants with a name.
`;

function signalTable(signals: readonly SignalStatistics[]): string {
  const rows = signals.map(({ networkSignal, ...measured }) => [
    String(networkSignal),
    ...Object.values(measured).map((value) => value.toFixed(2)),
  ]);
  const header = [
    'signal',
    'reliability',
    'weaker ties',
    'stronger ties',
    'defaults',
    'cancellations',
    'ratings',
    'AUC',
  ];
  return markdownTable(header, rows);
}

function networkTable(sets: readonly MeasuredSet[]): string {
  const rows = sets.flatMap(({ name, network, isSymmetric }) =>
    network === undefined
      ? []
      : [
          [
            name,
            network.nodes.toLocaleString('en'),
            network.pairs.toLocaleString('en'),
            `${network.degreeExponent.toFixed(2)} from ${network.exponentFrom}`,
            network.clustering.toFixed(3),
            network.assortativity.toFixed(3),
            isSymmetric ? '' : network.reciprocity.toFixed(3),
          ],
        ],
  );
  const header = [
    'network',
    'nodes',
    'pairs',
    'degree exponent',
    'clustering',
    'assortativity',
    'reciprocity',
  ];
  return markdownTable(header, rows);
}

function dealingTable(sets: readonly MeasuredSet[]): string {
  const rows = sets.flatMap(({ name, dealings }) =>
    dealings === undefined
      ? []
      : [
          [
            name,
            dealings.actors.toLocaleString('en'),
            dealings.dealings.toLocaleString('en'),
            dealings.burstiness.toFixed(2),
            `${dealings.medianGapDays.toFixed(1)} days`,
            Number.isNaN(dealings.gini) ? '' : dealings.gini.toFixed(2),
          ],
        ],
  );
  return markdownTable(['dealings', 'actors', 'dealings', 'burstiness', 'gap', 'Gini'], rows);
}

function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = header.map((_, column) => (column === 0 ? '---' : '---:'));
  return [line(header), line(rule), ...rows.map(line)].join('\n');
}
