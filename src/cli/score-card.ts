/** A score card drawn for a terminal: at most FRAME_WIDTH columns, with or without colour. */
import type { OutcomeReason } from '../domain/reason-codes.ts';
import type { ProcessingBasis } from '../domain/score.ts';
import { formatInstant } from '../domain/time.ts';
import type { FactorLine, Reason, ScoreCard } from '../scoring/ledger.ts';
import type { Scorecard } from '../scoring/scorecard.ts';
import { scoreHead } from './card-head.ts';
import { cardDecimals, factorLines, groupSection, ledgerSection } from './card-ledger.ts';
import { padLeft, padRight, printable, wrapToWidth } from './display-width.ts';
import { CONTENT_WIDTH, drawFrame, type FrameSection } from './frame.ts';
import { formatCount, formatPoints } from './number-format.ts';
import type { Paint } from './paint.ts';

/** Texts of reason codes by code. */
export type Catalogue = Readonly<Record<string, string>>;

export interface CardStyle {
  readonly scorecard: Scorecard;
  readonly catalogue: Catalogue;
  readonly paint: Paint;
}

const LABEL_WIDTH = 11;
const LOST_WIDTH = 10;

/** The whole card, line by line. */
export function drawScoreCard(card: ScoreCard, style: CardStyle): readonly string[] {
  const { paint } = style;
  const sections = isScored(card) ? scoredSections(card, style) : [unscoredSection(card, style)];
  const title = { left: printable(card.subjectId), right: card.subjectKind };
  return drawFrame(title, [...sections, footerSection(card, paint)], {
    border: paint.dim,
    heading: paint.bold,
  });
}

/** A reason's text, or its code where the catalogue has none. */
export function reasonText(catalogue: Catalogue, code: string): string {
  return catalogue[code] ?? code.replaceAll('_', ' ');
}

type ScoredCard = ScoreCard & { readonly score: number; readonly band: string };

function isScored(card: ScoreCard): card is ScoredCard {
  return card.outcome === 'scored' && card.score !== null && card.band !== null;
}

function scoredSections(card: ScoredCard, style: CardStyle): readonly FrameSection[] {
  const { paint, scorecard } = style;
  return [
    { lines: scoreHead(card, scorecard.bands, paint) },
    groupSection(card, paint),
    ...reasonSections(card, style),
    ledgerSection(card, paint),
    ...unmeasuredSections(card, style),
  ];
}

function reasonSections(card: ScoreCard, { catalogue, paint }: CardStyle): readonly FrameSection[] {
  if (card.adverseReasons.length === 0) return [];
  const decimals = cardDecimals(card);
  const lines = (reason: Reason): readonly string[] => {
    const lost = padLeft(formatPoints(-reason.pointsLost, decimals), LOST_WIDTH - 2);
    return hanging({ label: lost, paint: paint.red, width: LOST_WIDTH }, reasonText(catalogue, reason.code));
  };
  return [{ heading: 'What cost most points', lines: card.adverseReasons.flatMap(lines) }];
}

function unmeasuredSections(card: ScoreCard, { catalogue, paint }: CardStyle): readonly FrameSection[] {
  const unmeasured = factorLines(card).filter((line) => !line.measurable);
  if (unmeasured.length === 0) return [];
  const lines = (line: FactorLine): readonly string[] => {
    const why = line.reason === undefined ? '' : `: ${reasonText(catalogue, line.reason)}`;
    return hanging({ label: '–', paint: paint.dim, width: 2 }, line.title + why);
  };
  return [{ heading: 'What could not be measured', lines: unmeasured.flatMap(lines) }];
}

/** Why there is no score, and what can be done about it. */
export function unscoredTexts(
  card: ScoreCard,
  { catalogue, scorecard }: CardStyle,
): readonly [string, string] {
  const reason = card.outcomeReason;
  return reason === undefined
    ? ['', '']
    : [reasonText(catalogue, reason), REMEDIES[reason]({ card, scorecard })];
}

function unscoredSection(card: ScoreCard, style: CardStyle): FrameSection {
  const { paint } = style;
  const word = card.outcome === 'restricted' ? paint.red('RESTRICTED') : paint.yellow('UNSCORABLE');
  const [why, remedy] = unscoredTexts(card, style);
  const indented = (text: string): readonly string[] =>
    wrapToWidth(printable(text), CONTENT_WIDTH - 6).map((line) => `   ${line}`);
  return {
    lines: [
      '',
      `   ${paint.bold(word)}  no score is given`,
      '',
      ...indented(why),
      '',
      ...indented(remedy),
      '',
    ],
  };
}

/** What somebody can do so that the subject gets a score. */
const REMEDIES = {
  no_processing_consent: ({ card }) =>
    `To score this subject: import a consent of kind processing for the purpose ${card.purpose}, or name another ` +
    `basis if the law gives one (--basis contract), and run credence score again.`,
  too_little_evidence: ({ card, scorecard }) =>
    `To score this subject: import more facts about it. ${formatCount(card.evidence)} are held, and the scorecard ` +
    `asks for ${formatCount(scorecard.minimumEvidence)}. Then run credence score again.`,
  no_scorecard_for_kind: ({ card }) =>
    `To score this subject: make a run with a scorecard that has an entry for ${card.subjectKind} subjects ` +
    `(credence score --scorecard FILE).`,
  held_back_by_flag: () =>
    'To release the score: have the person who judged the subject end the flag (import it again with "until", or ' +
    'retracted), and run credence score again.',
} satisfies Record<OutcomeReason, (about: { card: ScoreCard; scorecard: Scorecard }) => string>;

const BASIS_TEXTS = {
  contract: 'a contract with the subject',
  consent: "the subject's consent",
} as const satisfies Record<ProcessingBasis, string>;

function footerSection(card: ScoreCard, paint: Paint): FrameSection {
  const rows: readonly (readonly [string, string])[] = [
    ['as of', formatInstant(card.asOf)],
    ['purpose', `${card.purpose}, on the basis of ${BASIS_TEXTS[card.basis]}`],
    ['run', card.runId],
    ['scorecard', card.scorecardId],
    ['SHA-256', card.scorecardHash],
  ];
  const lines = rows.flatMap(([label, text]) =>
    hanging({ label, paint: paint.dim, width: LABEL_WIDTH }, text),
  );
  return { heading: 'About this score', lines };
}

/** A label and a text that hangs beside it over as many lines as it needs. */
function hanging(
  { label, paint, width }: { label: string; paint: (text: string) => string; width: number },
  text: string,
): readonly string[] {
  return wrapToWidth(printable(text), CONTENT_WIDTH - width).map((line, index) =>
    index === 0 ? paint(padRight(label, width)) + line : ' '.repeat(width) + line,
  );
}
