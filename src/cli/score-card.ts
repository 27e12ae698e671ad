/** A score card drawn for a terminal: at most FRAME_WIDTH columns, with or without colour. */
import type { ScoreCard } from '../scoring/ledger.ts';
import { aboutRows, unscoredTexts } from './card-about.ts';
import { scoreHead, type ScoredCard } from './card-head.ts';
import { groupSection, ledgerSection } from './card-ledger.ts';
import { hanging, tellImprovements, tellingSections, tellReasons, tellUnmeasured } from './card-reasons.ts';
import type { CardStyle } from './card-style.ts';
import { printable, wrapToWidth } from './display-width.ts';
import { CONTENT_WIDTH, drawFrame, type FrameSection } from './frame.ts';

const LABEL_WIDTH = 11;

/** The whole card, line by line. */
export function drawScoreCard(card: ScoreCard, style: CardStyle): readonly string[] {
  const { paint, catalogue } = style;
  const sections = isScored(card) ? scoredSections(card, style) : [headSection(card, style)];
  const title = { left: printable(card.subjectId), right: catalogue.say(`kind.${card.subjectKind}`) };
  return drawFrame(title, [...sections, aboutSection(card, style)], {
    border: paint.dim,
    heading: paint.bold,
  });
}

/** What stands at the top: the score, or why there is none. */
export function headSection(card: ScoreCard, style: CardStyle): FrameSection {
  return isScored(card) ? { lines: scoreHead(card, style) } : unscoredSection(card, style);
}

function isScored(card: ScoreCard): card is ScoredCard {
  return card.outcome === 'scored' && card.score !== null && card.band !== null;
}

function scoredSections(card: ScoredCard, style: CardStyle): readonly FrameSection[] {
  return [
    headSection(card, style),
    groupSection(card, style),
    ...tellingSections([tellReasons(card, style), tellImprovements(card, style)], style),
    // A group has no factors: what its points come from is all of its ledger.
    ...(card.subjectKind === 'group' ? [] : [ledgerSection(card, style)]),
    ...tellingSections([tellUnmeasured(card, style)], style),
  ];
}

function unscoredSection(card: ScoreCard, style: CardStyle): FrameSection {
  const { paint, catalogue } = style;
  const word =
    card.outcome === 'restricted'
      ? paint.red(catalogue.say('card.restricted'))
      : paint.yellow(catalogue.say('card.unscorable'));
  const [why, remedy] = unscoredTexts(card, style);
  const indented = (text: string): readonly string[] =>
    wrapToWidth(printable(text), CONTENT_WIDTH - 6).map((line) => `   ${line}`);
  return {
    lines: [
      '',
      `   ${paint.bold(word)}  ${catalogue.say('card.no_score')}`,
      '',
      ...indented(why),
      '',
      ...indented(remedy),
      '',
    ],
  };
}

function aboutSection(card: ScoreCard, style: CardStyle): FrameSection {
  const lines = aboutRows(card, style).flatMap(([label, text]) =>
    hanging({ label, paint: style.paint.dim, width: LABEL_WIDTH }, text),
  );
  return { heading: style.catalogue.say('card.about'), lines };
}
