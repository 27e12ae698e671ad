/** The part of docs/score.md on how scores change, with a change worked through. */
import type { ScoreExample } from './score-example.ts';

export const CHANGE_RULES = `## Change

Two scores of one subject subtract line by line (\`credence diff\`), and the lines sum to the difference exactly. The network
line splits for analysts (\`--network\`). With d = x - p, N = lambda d the exact line, a = h / (h + r), b = C / (1 + C), D the
difference of the two sides and M their mean:

    N2 - N1 = m D(a) M(b) M(d)                              the own record
            + m M(a) D(b) M(d)                              the company: who, how close, how well known
            + M(lambda) D(x)                                their scores
            - M(lambda) D(p)                                the own points

exactly; x is had back from N and lambda. \`steps\` is what serving the line in whole steps and cells makes of it, and all are
rounded to thousandths by largest remainder. Where nobody was leaned on before, x counts as it is now: all that a first
company brings is \`company\` and \`own points\`.

For the subject and for lenders the network stays one line, the difference of two that are served: a friend's score must not
be read off one's own, and no change of it either. Its parts follow from x, but for the own points. Rounding them would not
hide it: k dates have k^2 / 2 pairs, each of which would measure the same few x anew.

Between two scorecards the new readings come under the old scorecard first, then under the new one. Numbers are binned again. Of
texts the labels are not kept: one is placed where all values of its new bin share an old one, and else counts as read
before, so that its whole change is the scorecard's. Others' scores under the old scorecard are not known: what they changed
is theirs, whichever made it.
`;

/** The example, as `credence diff --network` prints it, with what the split of its network line is made of. */
export function changeExample({ change, scorecard }: ScoreExample): readonly string[] {
  const { before, after } = change;
  const settings = scorecard.network;
  const row = (name: string, of: (end: typeof before) => number): string =>
    `| ${name} | ${of(before)} | ${of(after)} |`;
  return [
    '## A change by hand\n',
    'Another person of that world, over its last three months, with `credence diff --network`:\n',
    ['```text', ...change.lines, '```', ''].join('\n'),
    ...(settings === undefined
      ? []
      : [
          `What its network line is made of, with maxShare ${settings.maxShare} and halfRecord ${settings.halfRecord}:\n`,
          [
            '| network | before | after |',
            '| --- | --- | --- |',
            row('p', ({ personal }) => personal),
            row('r', ({ record }) => record),
            row('C', ({ company }) => company),
            row('s - p', ({ exact }) => exact),
            row('served score', ({ score }) => score),
            '',
          ].join('\n'),
        ]),
  ];
}
