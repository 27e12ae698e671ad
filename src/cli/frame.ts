import { cutToWidth, displayWidth, padRight } from './display-width.ts';

/** A card's outer width in columns: the narrowest terminal in common use. */
export const FRAME_WIDTH = 80;
/** Columns between the borders and their margins. */
export const CONTENT_WIDTH = FRAME_WIDTH - 4;

export interface FrameSection {
  /** Absent for the first section, whose heading is the frame's title. */
  readonly heading?: string;
  readonly lines: readonly string[];
}

/** Sections in a box; every line comes out FRAME_WIDTH columns wide. Lines must fit in CONTENT_WIDTH. */
export function drawFrame(
  title: { readonly left: string; readonly right: string },
  sections: readonly FrameSection[],
  paint: { border: (text: string) => string; heading: (text: string) => string },
): readonly string[] {
  const right = ` ${title.right} `;
  const left = ` ${cutToWidth(title.left, FRAME_WIDTH - 7 - displayWidth(right))} `;
  const rule = '─'.repeat(FRAME_WIDTH - 4 - displayWidth(left) - displayWidth(right));
  const { border, heading } = paint;
  const top = border('╭─') + heading(left) + border(rule) + right + border('─╮');
  const body = sections.flatMap((section) => [
    ...(section.heading === undefined ? [] : [divider(section.heading)]),
    ...section.lines.map((line) => `${border('│')} ${padRight(line, CONTENT_WIDTH)} ${border('│')}`),
  ]);
  return [top, ...body, border(`╰${'─'.repeat(FRAME_WIDTH - 2)}╯`)];

  function divider(text: string): string {
    const after = '─'.repeat(FRAME_WIDTH - 5 - displayWidth(text));
    return `${border('├─')} ${heading(text)} ${border(`${after}┤`)}`;
  }
}
