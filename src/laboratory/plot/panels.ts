import { drawLinePanel, type LinePanel } from './line-panel.ts';
import { element, text } from './svg.ts';

interface LegendEntry {
  /** 0 or 1. */
  readonly style: number;
  readonly name: string;
}

export interface PanelsDrawing {
  readonly title: string;
  readonly subtitle: string;
  /** What a style of line stands for. */
  readonly legend: readonly LegendEntry[];
  /** Below everything. */
  readonly note: string;
  readonly panels: readonly LinePanel[];
}

const WIDTH = 880;
const PANEL_HEIGHT = 262;
const HEAD = 92;
const FOOT = 34;
const SIDE = 16;
const GAP = 16;
/** Room for a line's sample, and for a letter of its name. */
const SAMPLE = 34;
const LETTER = 6.7;

/**
 * Colours that people with any kind of colour vision tell apart (M. Okabe and K. Ito, 2008), dashes for who sees none,
 * and lighter ones where a screen is dark.
 */
const STYLE = `
.page{fill:#fff}.grid{stroke:#e3e6ea}.axis{stroke:#9aa3ad}
text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;fill:#1d232a}
.head{font-size:19px;font-weight:650}.title{font-size:14.5px;font-weight:600}
.note,.legend{font-size:12.5px;fill:#57606a}.legend{fill:#1d232a}.tick{font-size:12px;fill:#57606a}
.right{text-anchor:end}.middle{text-anchor:middle}
.line{fill:none;stroke-width:2.4;stroke-linejoin:round;stroke-linecap:round}
.band{stroke:none;opacity:.16}.zero{stroke:#57606a;stroke-width:1.4}
.line.line-0{stroke:#0072b2}.line.line-1{stroke:#c24e00;stroke-dasharray:7 4.5}
.band.line-0{fill:#0072b2}.band.line-1{fill:#c24e00}
@media (prefers-color-scheme:dark){
.page{fill:#0f1419}.grid{stroke:#2a323b}.axis{stroke:#66717d}.zero{stroke:#a4afba}text,.legend{fill:#e8edf2}.note,.tick{fill:#a4afba}
.band{opacity:.22}
.line.line-0{stroke:#56b4e9}.line.line-1{stroke:#ffa552}
.band.line-0{fill:#56b4e9}.band.line-1{fill:#ffa552}
}
`.replaceAll('\n', '');

/** Panels of lines two by two under one legend, as an SVG that follows the reader's light or dark. */
export function drawPanels({ title, subtitle, legend, note, panels }: PanelsDrawing): string {
  const width = (WIDTH - 2 * SIDE - GAP) / 2;
  const height = HEAD + Math.ceil(panels.length / 2) * PANEL_HEIGHT + FOOT;
  const drawn = panels.map((panel, index) =>
    drawLinePanel(panel, {
      x: SIDE + (index % 2) * (width + GAP),
      y: HEAD + Math.floor(index / 2) * PANEL_HEIGHT,
      width,
      height: PANEL_HEIGHT,
    }),
  );
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${WIDTH} ${height}`,
    width: WIDTH,
    height,
    role: 'img',
    'aria-label': title,
  };
  return `${element(
    'svg',
    attributes,
    [
      element('style', {}, STYLE),
      element('rect', { width: WIDTH, height, class: 'page' }),
      text(title, { x: SIDE + 4, y: 32, class: 'head' }),
      text(subtitle, { x: SIDE + 4, y: 52, class: 'note' }),
      ...drawLegend(legend),
      ...drawn,
      text(note, { x: SIDE + 4, y: height - 14, class: 'note' }),
    ].join('\n'),
  )}\n`;
}

function drawLegend(entries: readonly LegendEntry[]): readonly string[] {
  let x = SIDE + 4;
  return entries.flatMap(({ style, name }) => {
    const sample = element('path', { d: `M${x} 74H${x + SAMPLE}`, class: `line line-${style}` });
    const label = text(name, { x: x + SAMPLE + 8, y: 78, class: 'legend' });
    x += SAMPLE + 8 + name.length * LETTER + 26;
    return [sample, label];
  });
}
