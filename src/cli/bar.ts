const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/**
 * A bar `width` columns wide of which `share` (0 to 1) is filled, to an eighth of a column; the parts are apart so
 * that they can be coloured. Something above 0 is never drawn as nothing.
 */
export function drawBar(share: number, width: number): { readonly filled: string; readonly rest: string } {
  const within = Math.min(1, Math.max(0, share));
  const eighths = within > 0 ? Math.max(1, Math.round(within * width * 8)) : 0;
  const filled = '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]!;
  return { filled, rest: '·'.repeat(width - filled.length) };
}
