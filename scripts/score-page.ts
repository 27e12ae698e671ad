import type { FactorLine } from '../src/scoring/ledger.ts';
import { changeExample, CHANGE_RULES } from './change-section.ts';
import type { ScoreExample } from './score-example.ts';

const INTRODUCTION = `# The score

<!-- Made by \`npm run docs\`; tests recompute the example, and fail when it is not what the program prints. -->

How a score comes from facts, step by step, and one card worked through by hand. [factors.md](factors.md) says what each
factor measures, [scorecard.md](scorecard.md) how a scorecard is written.

## From facts to readings

A factor reads the subject's own row of columns and gives a value with its evidence (how many facts are behind it), or
says that nothing could be measured and why; it never gives 0 for want of facts. Three columns come from the whole graph
and carry most:

- **Shares of what went well** are shrunk towards a prior of few facts: (a + sum of weights of good ones) / (a + b + sum of
  all weights). A weight halves every 12 months, and is multiplied by the reliability of the fact's source.
- **Follow-through** is such a share over dealings, as payer and as payee. A dealing weighs (1 + f) / 2, f being the other
  side's own follow-through, so that everybody's is solved for at once; only the party at fault loses.
- **Record** r counts the distinct (counterparty or obligation, month) of the last 24 months in which anything of the
  subject's own matured, kept or broken. It grows with opportunity and not with conduct.

## From readings to points

The scorecard cuts each factor's readings into bins. A reading falls into the first bin whose \`below\` is above it, and
earns that bin's points; what could not be measured earns \`notMeasurable\`, never more than the factor's prior would.
The best points of all factors add up to 600. All sums are in thousandths of a point, so they are exact:

    base + every factor's points                            what the facts earned
    + limit       to stay within 350 and 950                = p, the personal score
    + rounding    to a whole point, halves up
    + network     what comes of others' scores
    = score

## The network line

A score leans on those of the people, businesses and groups the subject is tied to, the less so the more is known of
itself. With h the scorecard's \`network.halfRecord\`, m its \`network.maxShare\`, and strength(i, j) the largest over live
accepted ties of i and j (ownership counts 1):

    c(j)      = r(j) / (h + r(j))                           how much j's own record says; 0 without a personal score
    S(g)      = sum of c over all members of the group g
    raw(i, j) = strength(i, j) c(j)                         by ties and ownership
              + sum over groups g that have both i and j of 0.5 c(j) / (1 + S(g) - c(i))
    C(i)      = sum over j of raw(i, j)
    lambda(i) = m  h / (h + r(i))  C(i) / (1 + C(i))
    x(i)      = sum over j of raw(i, j) s(j), over C(i)
    s(i)      = (1 - lambda(i)) p(i) + lambda(i) x(i)

The exact line is s - p = lambda (x - p), s being solved for everybody at once. It is not served to the point, or a friend's
score could be read off one's own. x is held to a cell of the scale instead, and company to a tenth:

    lambda' = m  h / (h + r)  (C / (1 + C) down to a tenth)
    cells   = 600 lambda' / 5, down to a whole number       of one width, from 350 to 950; one cell alone: the line is 0
    line    = lambda' (middle of x's cell - p)              p to a whole point, the line cut towards 0 to one,
                                                            and no further than to the end of x's cell that is nearest

Where p lies in the cell of x the line is 0, so it never points away from x. One run tells of x no more than its cell, which
is 5 / lambda wide or wider; who compares runs over months, in which lambda changed and x did not, can tell more. Nobody is
moved by more than lambda x 600. A higher p of anybody, one's own too, lowers no s and no served score: x and its cell rise
with it, and of a point more of one's own the line takes back a point at most. (In steps of 5 points it could not be so: a line
that changes with p at all then falls by 5 at once.) A scorecard without \`network\`, or with a \`maxShare\` of 0, leaves the
personal score as it is.

A group has no factors of its own: its score is the c-weighted mean of its scored members' scores as they are served, to a
whole point; with fewer than five of them it is cut down to a multiple of 5. Others' scores are all that it is made of: of
two members who are told their group's score each knows the other's to within 5 points over the other's weight in it.

What it adds can be told where the truth is known (\`npm run evaluate -- world --subjects 2000 --worlds 6\`: Spearman's
correlation of score and latent reliability over six generated worlds, without the network and with it; 95 % interval of
the difference). Where friends are alike in reliability it helps, thin files most; where they are not it does next to nothing; where
the reliable know the unreliable it misleads about thin files:

| friends are                | among                        | without | with  | difference                   |
| -------------------------- | ---------------------------- | ------- | ----- | ---------------------------- |
| alike (signal 0.5)         | everybody                    | 0.455   | 0.459 | +0.004 (+0.004 to +0.005)    |
|                            | thin files (record below 6)  | 0.176   | 0.207 | +0.031 (+0.022 to +0.040)    |
| as it comes (0)            | everybody                    | 0.454   | 0.455 | +0.001 (+0.001 to +0.002)    |
|                            | thin files                   | 0.142   | 0.141 | -0.001 (-0.006 to +0.004)    |
| unlike (-0.5)              | everybody                    | 0.447   | 0.446 | -0.001 (-0.001 to -0.001)    |
|                            | thin files                   | 0.098   | 0.074 | -0.024 (-0.030 to -0.018)    |

## How sure, and how high

- **Confidence** is the share of the attainable points that rests on evidence: the sum of best x n / (n + half) over the sum
  of best, n being a factor's evidence and half the scorecard's \`halfConfidenceEvidence\`.
- **The interval** says where a full record would put the score in four cases of five, by a plain model: of a factor of
  which nothing is known, any points between its worst and its best are alike likely, a variance of (best - worst)^2 / 12; n
  facts leave half / (half + n) of that; factors are independent. It is the score +- 1.2816 x the root of the sum, rounded
  outwards and cut to the scale. By judgement, fitted to nothing: it shows how much rests on little, and is no statement
  about the chance of a default. The network line is taken as it stands.
  Where it reaches over several bands the card says which (\`band_range\`), and calls a score with a confidence below 25 %
  provisional.
- **Rank and percentile** are among those scored of the same kind in the same run. Equal scores share the better place; the
  percentile counts those below and half of those equal, oneself among them.

## Reasons and advice

Every factor that was measured and earned less than its best is a reason, with a code that never changes; a record that is
short rather than bad gets the milder code. They are ranked by the points lost, or (\`--reasons below_mean\`, \`reasons=\` over
HTTP) by how far its points fall below the mean of all who were scored. That second method is the one that the Official
Interpretations of Regulation B describe (12 CFR part 1002, Supplement I, comment 9(b)(2)-5: furthest below the average
score of all applicants); they accept any other with substantially similar results, which ranking by points lost has to be
shown to have on a lender's own data. What could not be measured is listed apart, with why.

Advice is given for what is in the subject's own hands, by the points still to be had. It never says to buy, to take up
credit in order to be measured, or to recruit.

Texts come in English and Chinese (\`--language\`, \`Accept-Language\`); a language is added by a file in
\`src/domain/catalogue\`.

## Profiles

A purpose has a profile, which names its scorecard and what may not be read. A scorecard that reads more does not load
under it, every card certifies what was left out, and scores are never lent to another purpose.

| profile | purpose | scorecard | left out |
| --- | --- | --- | --- |
| \`credit-us\` | \`credit\` | \`five-factor@1\` | protected attributes alone |
| \`credit-eu\` | \`credit-eu\` | \`five-factor-eu@1\` | whatever is known about others; interpersonal relationships; ranks |
| \`marketplace\` | \`marketplace\` | \`marketplace@1\` | credit history, income, rents, guarantees |
| \`tenancy\` | \`tenancy\` | \`five-factor-eu@1\` | as \`credit-eu\`, and the months of activity are allowed |

\`credence score --profile credit-eu\` scores under one; \`--profile FILE\` under your own. A profile is JSON: \`id\`, \`purpose\`,
\`bases\` (contract, consent), \`law\`, \`scorecard\`, \`excluded\` (\`aboutOthers\`, \`groups\`, \`relations\`, \`factors\`), \`reasons\`
(\`most\`, \`rankedBy\`) and \`retentionDays\`; those in \`src/scoring/profiles\` are examples. Under \`aboutOthers\` nothing of
anybody else counts but that a counterparty exists, and whose it is if it is a business: a test deletes everything else,
and no byte of a card changes. The
retention is certified; deleting what has passed it is the operator's task. Whether a profile keeps the law is for a lawyer
to say: these name the rules that they were written for.
`;

/** The page about the score, as Markdown, with an example worked through. */
export function scorePage(example: ScoreExample): string {
  return [INTRODUCTION, CHANGE_RULES, ...exampleSections(example), ...changeExample(example)].join('\n');
}

function exampleSections(example: ScoreExample): readonly string[] {
  const { card, scorecard } = example;
  return [
    '## A card by hand\n',
    `The generated world of \`npm start\` (2,000 people, seed 1), one of its people:\n`,
    ['```text', ...example.lines, '```', ''].join('\n'),
    'Its readings to the last digit. `worst` and `best` are the fewest and most points that the factor can earn in',
    `\`src/scoring/scorecards/${scorecard.id}.json\`, where its bins are.\n`,
    readingsTable(example),
    ...peopleSections(example),
    `Base ${scorecard.base / 1000} and the points above add up to the personal score; each line, the reasons, the advice,`,
    'the confidence, the interval, the rank and the network line of the card follow from these tables and the scorecard',
    `alone. The run is \`${card.runId}\`.`,
    '',
  ];
}

function readingsTable({ card, scorecard }: ScoreExample): string {
  const entries = new Map(scorecard.subjects.user?.map((entry) => [entry.factor.id, entry]));
  const row = (line: FactorLine): string => {
    const { bins, notMeasurable } = entries.get(line.factorId)!;
    const worst = Math.min(notMeasurable, ...bins.map(({ points }) => points));
    const cells = [
      `\`${line.factorId}\``,
      line.title,
      line.measurable ? String(line.value) : 'not measurable',
      ...[line.evidence, line.against],
      ...[line.points / 1000, worst / 1000, line.best / 1000],
    ];
    return `| ${cells.join(' | ')} |`;
  };
  return [
    '| factor | title | reading | evidence | against | points | worst | best |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...card.ledger.filter((line) => line.item === 'factor').map(row),
    '',
  ].join('\n');
}

function peopleSections({
  card,
  population,
  record,
  companions,
  scorecard,
}: ScoreExample): readonly string[] {
  const count = (isWanted: (score: number) => boolean): number =>
    population.scores.reduce((sum, [score, people]) => sum + (isWanted(score) ? people : 0), 0);
  const own = card.score!;
  const settings = scorecard.network;
  const rows = companions.map(
    ({ id, strength, record: of, score }) => `| ${id} | ${strength} | ${of} | ${score} |`,
  );
  return [
    `Of the users scored, ${count((score) => score < own)} have less, ${count((score) => score === own)} the same and ` +
      `${count((score) => score > own)} more.\n`,
    ...(settings === undefined
      ? []
      : [
          `Its own record is ${record}, with maxShare ${settings.maxShare} and halfRecord ${settings.halfRecord}. It is ` +
            'tied to these who have a record, whose scores are exact:\n',
          ['| tied to | strength | record | score |', '| --- | --- | --- | --- |', ...rows, ''].join('\n'),
        ]),
  ];
}
