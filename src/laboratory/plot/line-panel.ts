import { linearScale, type Scale } from './scale.ts';
import { element, path, text } from './svg.ts';

/** One course over time, with the band in which it may lie. */
export interface Line {
  /** Names the style: `line-0` and on. */
  readonly style: number;
  readonly mean: readonly number[];
  /** NaN: no band. */
  readonly low: readonly number[];
  readonly high: readonly number[];
}

export interface LinePanel {
  readonly title: string;
  /** What it is in, and of whom. */
  readonly subtitle: string;
  readonly lines: readonly Line[];
  /** A value that the axis is to take in. */
  readonly from: number;
  /** How ticks are written. */
  readonly format: (value: number) => string;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Room for the title above, the ticks at the left and the months below. */
const MARGIN = { top: 52, right: 14, bottom: 40, left: 58 } as const;
const TICKS = 4;

/** Lines over months, counted from 0, on axes of their own. */
export function drawLinePanel(panel: LinePanel, box: Box): string {
  const frame = {
    left: box.x + MARGIN.left,
    right: box.x + box.width - MARGIN.right,
    top: box.y + MARGIN.top,
    bottom: box.y + box.height - MARGIN.bottom,
  };
  const months = Math.max(1, ...panel.lines.map(({ mean }) => mean.length - 1));
  const x = linearScale([0, months], { ends: [frame.left, frame.right], ticks: months });
  const values = panel.lines.flatMap(({ mean, low, high }) => [...mean, ...low, ...high]);
  const y = linearScale(values, {
    ends: [frame.bottom, frame.top],
    ticks: TICKS,
    from: panel.from,
  });
  const drawing = [
    text(panel.title, { x: box.x + 4, y: box.y + 20, class: 'title' }),
    text(panel.subtitle, { x: box.x + 4, y: box.y + 37, class: 'note' }),
    ...gridLines(y, { ...frame, format: panel.format }),
    ...monthTicks(x, months, frame.bottom),
    ...panel.lines.map((line) => drawBand(line, x, y)),
    ...panel.lines.map((line) => drawLine(line, x, y)),
  ];
  return element('g', {}, drawing.join(''));
}

function gridLines(
  y: Scale,
  { left, right, format }: { left: number; right: number; format: (value: number) => string },
): readonly string[] {
  return y.ticks.flatMap((tick) => [
    element('line', {
      x1: left,
      x2: right,
      y1: y.at(tick),
      y2: y.at(tick),
      class: tick === 0 ? 'zero' : 'grid',
    }),
    text(format(tick), { x: left - 8, y: y.at(tick) + 4, class: 'tick right' }),
  ]);
}

/** Some of the months: as many as can be read, first and last among them. */
function monthTicks(x: Scale, months: number, bottom: number): readonly string[] {
  const every = [1, 2, 3, 4, 6, 12].find((step) => months % step === 0 && months / step <= 6) ?? months;
  return Array.from({ length: Math.floor(months / every) + 1 }, (_, index) => index * every).flatMap(
    (month) => [
      element('line', { x1: x.at(month), x2: x.at(month), y1: bottom, y2: bottom + 4, class: 'axis' }),
      text(String(month), { x: x.at(month), y: bottom + 19, class: 'tick middle' }),
    ],
  );
}

function drawBand({ style, low, high }: Line, x: Scale, y: Scale): string {
  const there = low.flatMap((value, month) => (Number.isNaN(value) ? [] : [month]));
  if (there.length < 2) return '';
  const along = there.map((month) => [x.at(month), y.at(high[month]!)] as const);
  const back = there.map((month) => [x.at(month), y.at(low[month]!)] as const).reverse();
  return element('path', { d: `${path([...along, ...back])}Z`, class: `band line-${style}` });
}

function drawLine({ style, mean }: Line, x: Scale, y: Scale): string {
  const points = mean.map((value, month) => [x.at(month), y.at(value)] as const);
  return element('path', { d: path(points), class: `line line-${style}` });
}
