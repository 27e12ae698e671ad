import { describe, expect, it } from 'vitest';
import { drawPanels } from '../../../src/laboratory/plot/panels.ts';
import { linearScale } from '../../../src/laboratory/plot/scale.ts';
import { element, path, text } from '../../../src/laboratory/plot/svg.ts';
import { formatDifference, formatMeasure } from '../../../src/laboratory/report/format.ts';

describe('a scale', () => {
  it('ends on round ticks and takes in what it is told to', () => {
    // 0 to 7.3 in about four steps: 2 is the round step of 1.825.
    const scale = linearScale([1.2, 7.3], { ends: [100, 0], ticks: 4, from: 0 });
    expect(scale.ticks).toEqual([0, 2, 4, 6, 8]);
    expect([0, 2, 8].map((value) => scale.at(value))).toEqual([100, 75, 0]);
  });

  it('reaches below 0, leaves out what is not there, and has room for a single value', () => {
    expect(linearScale([-0.013, Number.NaN, 0.021], { ends: [0, 1], ticks: 4 }).ticks).toEqual([
      -0.02, -0.01, 0, 0.01, 0.02, 0.03,
    ]);
    expect(linearScale([], { ends: [0, 1], ticks: 2 }).ticks).toEqual([0, 0.5, 1]);
    expect(linearScale([0], { ends: [0, 1], ticks: 4, from: 0 }).ticks).toEqual([0, 0.5]);
  });
});

describe('a drawing', () => {
  it('writes text and attributes as they are meant', () => {
    expect(text('a < b & "c"', { x: 1.005, class: 'note' })).toBe(
      '<text x="1" class="note">a &lt; b &amp; &quot;c&quot;</text>',
    );
    expect(element('line', { x1: 0.126 })).toBe('<line x1="0.13"/>');
  });

  it('breaks a line where there is nothing', () => {
    const points = [1, 2, Number.NaN, 3, 4].map((y, x) => [x, y] as const);
    expect(path(points)).toBe('M0 1L1 2M3 3L4 4');
  });

  it('has a panel, a line and a band for each that it is given', () => {
    const line = { style: 0, mean: [0, 1, 2], low: [0, 0.5, 1], high: [0, 1.5, 3] };
    const alone = { style: 1, mean: [0, 1, 2], low: [Number.NaN], high: [Number.NaN] };
    const panel = { title: 'One', subtitle: '', from: 0, format: String, lines: [line, alone] };
    const svg = drawPanels({
      title: 'All',
      subtitle: '',
      note: '',
      legend: [{ style: 0, name: 'first' }],
      panels: [panel, { ...panel, title: 'Two' }, { ...panel, title: 'Three' }],
    });
    expect(svg.match(/class="line line-0"/g)).toHaveLength(4);
    expect(svg.match(/class="line line-1"/g)).toHaveLength(3);
    expect(svg.match(/class="band line-/g)).toHaveLength(3);
    for (const words of ['All', 'first', 'One', 'Two', 'Three']) expect(svg).toContain(`>${words}</text>`);
    expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 880 650"/);
  });
});

describe('numbers in a report', () => {
  it('are written in their unit', () => {
    expect(formatMeasure(0.1249, 'share')).toBe('12.5 %');
    expect(formatMeasure(-0.0004, 'coefficient')).toBe('0.000');
    expect(formatMeasure(-1.26, 'points')).toBe('−1.3');
    expect(formatMeasure(Number.NaN, 'share')).toBe('');
  });

  it('have a sign and an interval as differences', () => {
    expect(formatDifference({ mean: 0.021, low: 0.017, high: 0.025 }, 'coefficient')).toBe('+0.021 ± 0.004');
    expect(formatDifference({ mean: -0.012, low: -0.018, high: -0.006 }, 'share')).toBe('−1.2 ± 0.6');
    expect(formatDifference({ mean: 0.5, low: Number.NaN, high: Number.NaN }, 'count')).toBe('+0.50');
  });
});
