import { describe, expect, it } from 'vitest';
import { PieceSize } from '../../../../../src/stores/neo4j/ingest/piece-size.ts';

/** Offers a server that takes so much at a time all of a length, and gives what it refused. */
function offer(size: PieceSize, length: number, most: number): number[] {
  const refused: number[] = [];
  for (let left = length; left > 0;) {
    const piece = Math.min(left, size.most);
    if (piece > most) {
      refused.push(piece);
      size.refused(piece);
    } else {
      size.passed(piece);
      left -= piece;
    }
  }
  return refused;
}

describe('PieceSize', () => {
  it('is halved until it passes, and remembered', () => {
    const size = new PieceSize();
    expect(size.wasRefused).toBe(false);
    expect(offer(size, 5000, 700)).toEqual([5000, 2500, 1250]);
    expect([size.most, size.wasRefused]).toEqual([625, true]);
    expect(offer(size, 4375, 700)).toEqual([]);
  });

  it('tries a quarter more after sixteen passed, and goes back where that is refused', () => {
    const size = new PieceSize();
    offer(size, 16 * 625, 700);
    expect(size.most).toBe(782);
    expect(offer(size, 5000, 700)).toEqual([782]);
    expect(size.most).toBe(625);
  });

  it('is refused ever more rarely in a long import', () => {
    const size = new PieceSize();
    expect(offer(size, 625 * 16 * 31, 700)).toHaveLength(3 + 4);
  });

  it('grows back to a whole stretch once the server has the memory', () => {
    const size = new PieceSize();
    offer(size, 5000, 700);
    offer(size, 1_000_000, Infinity);
    expect(size.most).toBe(5000);
  });

  it('shrinks further where what passed no longer does', () => {
    const size = new PieceSize();
    offer(size, 5000, 700);
    expect(offer(size, 1250, 200)).toEqual([625, 313]);
    expect(size.most).toBe(157);
  });

  it('learns nothing from a remainder, and is never below one', () => {
    const size = new PieceSize();
    offer(size, 5000, 700);
    for (let times = 0; times < 100; times++) size.passed(10);
    expect(size.most).toBe(625);
    offer(size, 10, 1);
    expect(size.most).toBe(1);
  });
});
