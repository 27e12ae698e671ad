import { BEHAVIOURS, BEHAVIOUR_IDS } from '../src/laboratory/conduct.ts';
import { MEASURES, MEASURE_IDS, type MeasureId } from '../src/laboratory/measures/measures.ts';
import { POLICIES, POLICY_IDS, type PolicyId } from '../src/laboratory/policies.ts';
import { formatDifference, formatHalf, formatMeasure } from '../src/laboratory/report/format.ts';
import { sizeOf } from '../src/laboratory/report/plot.ts';
import { reportTable } from '../src/laboratory/report/table.ts';
import type { PolicyResult, Simulation } from '../src/laboratory/simulate.ts';

const INTRODUCTION = `# The laboratory

<!-- Made by \`npm run docs\` from src/laboratory and docs/laboratory/simulation.json; a test fails when it is stale. -->

A score changes those whom it scores. \`credence simulate\` lets generated people ([world.md](world.md)) live on month by month
under a scorecard, minding it, and tells what that does to them before anybody is scored by it:

    credence simulate [--subjects 1000] [--months 12] [--seeds 3] [--policy personal network gated]
                      [--scorecard FILE] [--out FOLDER] [--json]

At the start of each month everybody is scored by what is known by then. People then do what they do; what they do
differently alters facts (a tie ended, a payment made earlier, a purchase added), which are imported as any facts are, and
the next run reads them. There is no second way to a score. Whoever does nothing of the kind lives as the world had it: with
every rate at 0 the runs are those of the world itself, byte for byte (a test holds it to that). Under each policy the same
people draw the same lots, so that what differs is the policy; of several worlds the table gives means, and how far each
policy is from \`maxShare\` 0 with the 95 % interval of the mean (Student's t over worlds). Equal options give equal answers.
Nothing is kept but what \`--out\` is given: the plot, and all measures of all months as JSON.
`;

/** What people do, what is compared and what is measured, from the code; then what came of it, from the simulation. */
export function laboratoryPage(simulation: Simulation): string {
  return [
    INTRODUCTION,
    '## What people do\n',
    ...BEHAVIOUR_IDS.map(behaviour),
    'Fake accounts of one hand do none of it, and count in no measure but mobility.\n',
    '## Policies\n',
    ...POLICY_IDS.map((id) => `- \`${id}\` (${POLICIES[id].title}): ${POLICIES[id].doc}`),
    '\n## Measures\n',
    table(['measure', 'what it is'], MEASURE_IDS.map(measured)),
    `\n## A year under ${simulation.scorecardId}\n`,
    `\`credence simulate --out docs/laboratory\`: ${sizeOf(simulation)}, the usual rates.\n`,
    '![What a policy does to people, month by month](laboratory/simulation.svg)\n',
    table(reportTable(simulation).headings, reportTable(simulation).rows),
    '\nDifferences of shares are in points of a hundred.\n',
    `What table and plot say:\n\n${findings(simulation).join('\n')}\n`,
    LIMITS,
    migrationOf(simulation, 'network'),
  ].join('\n');
}

function behaviour(id: (typeof BEHAVIOUR_IDS)[number]): string {
  const { title, doc, usual, rate, source } = BEHAVIOURS[id];
  return `**${title}.** ${doc} \`--${id}\` is the chance ${rate}; usually ${usual}. *Source:* ${source}\n`;
}

function measured(id: MeasureId): readonly string[] {
  return [MEASURES[id].title, MEASURES[id].doc];
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, headings.map((_, at) => (at === 0 ? '---' : '--:')), ...rows];
  const isText = rows.some((row) => /[a-z]{4}/.test(row[1] ?? ''));
  if (isText) lines[1] = headings.map(() => '---');
  return lines
    .map((cells) => `| ${cells.map((cell) => cell.replace(/^ {2}/, '&emsp;')).join(' | ')} |`)
    .join('\n');
}

/** Three sentences. A test holds what they say in words to the numbers that they say it of. */
function findings(simulation: Simulation): readonly string[] {
  const level = (policy: PolicyId, id: MeasureId, at = -1) => {
    const value = resultOf(simulation, policy).measures[id].at(at)!;
    return formatMeasure(value.mean, MEASURES[id].unit);
  };
  const interval = (policy: PolicyId, id: MeasureId) =>
    `${level(policy, id)}${formatHalf(resultOf(simulation, policy).measures[id].at(-1)!, MEASURES[id].unit)}`;
  const difference = (policy: PolicyId, id: MeasureId, at = -1) =>
    formatDifference(resultOf(simulation, policy).differences[id]!.at(at)!, MEASURES[id].unit);
  return [
    `1. Weighing company sorts people, and it is people who do it, not arithmetic: after the year those who are tied are ` +
      `more alike in score by ${difference('network', 'assortativity')} with the scorecard as it is and by ` +
      `${difference('gated', 'assortativity')} behind a gate (at the start by ${difference('network', 'assortativity', 0)} ` +
      `and ${difference('gated', 'assortativity', 0)}), and have ${difference('network', 'ties')} and ` +
      `${difference('gated', 'ties')} live ties beside ${level('personal', 'ties')} under \`maxShare\` 0.`,
    `2. As part of a score, network data has taken access from ${level('network', 'lost')} of people by the end and given it ` +
      `to ${level('network', 'gained')} (at the start, before anybody minds it, ${level('network', 'lost', 0)} and ` +
      `${level('network', 'gained', 0)}), and moved thin files by no more than chance might ` +
      `(${difference('network', 'thinAccess')} points of a hundred); as a gate it takes access from ` +
      `${level('gated', 'lost')}, and moves thin files by ${difference('gated', 'thinAccess')} points; those whom the gate ` +
      `hurts are reliable at ${level('gated', 'lostReliability')} on average, where those with access under ` +
      `\`maxShare\` 0 are at ${level('personal', 'accessReliability')}.`,
    `3. Who buys for points owes ${level('network', 'debt')} months of income more by the end, and is ` +
      `${interval('network', 'gain')} points better off, of the 600 that there are: little for the money, but not nothing.`,
  ];
}

const LIMITS = `Their limits: the rates are by judgement, and what comes of it follows them; everybody is
taken to know the scores of those they know, which the service tells nobody, so the sorting is the most there can be; the
same rates are taken under a score, which moves people little, and under a gate, which shuts them out; friends are alike in
these worlds (network signal 0.5), which is what makes network data worth reading; debt makes nobody poorer here, so the
third is what buying gains at best; some of those who gain access under either policy gain it by striving; and intervals are
of chance among worlds, not of the model.
`;

function migrationOf(simulation: Simulation, policy: PolicyId): string {
  const { from, to, counts } = resultOf(simulation, policy).migration;
  const rows = counts.map((row, at) => [from[at]!, ...row.map(String)]);
  return [
    '## From band to band\n',
    `Accounts of all the worlds by where they were at the start (rows) and at the end, with the scorecard ${POLICIES[policy].title}; absent are those who joined later:\n`,
    table(['from', ...to], rows),
    '',
  ].join('\n');
}

function resultOf({ policies }: Simulation, policy: PolicyId): PolicyResult {
  return policies.find((result) => result.policy === policy)!;
}
