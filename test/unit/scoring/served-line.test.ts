import { expect, test } from 'vitest';
import { THOUSAND } from '../../../src/domain/score.ts';
import { servedLine } from '../../../src/scoring/served-line.ts';

/** Without a record of one's own, lambda = 0.1 x C / (1 + C). */
function lineOf({ company, personal, others }: { company: number; personal: number; others: number }) {
  const share = (0.1 * company) / (1 + company);
  const network = share * (others - personal);
  const by = { tieCompany: company, ownershipCompany: 0, membershipCompany: 0 };
  return servedLine({ share, network, ...by }, personal * THOUSAND) / THOUSAND;
}

test.each([
  // C 1: lambda 0.05, so 0.05 x 600 / 5 = 6 cells of 100, from 350 on. x 751 to 849 is told as 800: 0.05 x 300.
  [1, 500, 800, 15],
  [1, 500, 751, 15],
  [1, 500, 849, 15],
  [1, 800, 500, -15],
  // In one cell.
  [1, 500, 540, 0],
  [1, 500, 460, 0],
  // Told as 600. At 500 that is 0.05 x 100, at 547 it is 2.65, at 549 2.55, of which 1 leads to the cell's end.
  [1, 500, 560, 5],
  [1, 547, 560, 2],
  [1, 548, 560, 2],
  [1, 549, 560, 1],
  [1, 550, 560, 0],
  // And from above: told as 500.
  [1, 553, 500, -2],
  [1, 551, 500, -1],
  [1, 550, 500, 0],
  // The own score to a whole point: 500 and 499.
  [1, 499.5, 560, 5],
  [1, 498.5, 560, 5],
  [1, 478.5, 560, 6],
  // k 0.545 counts as 0.5.
  [1.2, 500, 800, 15],
  // k 0.2: lambda 0.02, 2 cells of 300, told as 800: 0.02 x 300.
  [0.25, 500, 700, 6],
  [0.25, 500, 640, 0],
  // k 0.167 counts as 0.1: lambda 0.01, one cell.
  [0.2, 350, 950, 0],
  [0, 350, 950, 0],
  // The ends of the scale: lambda 0.09, 10 cells of 60, told as 920 and 380.
  [9, 350, 950, 51],
  [9, 950, 350, -51],
])('with company %d, %d among others of %d gets a line of %d', (...row) => {
  const [company, personal, others, line] = row;
  expect(lineOf({ company, personal, others })).toBe(line);
});

test.each([
  // A record of 6: lambda 0.1 x 12/18 x 1/2 = 1/30, 4 cells of 150 and no third one; x 755 is told as 725. 90/30 is 3.
  [6, 1, 635, 755, 3],
  [6, 1, 640, 755, 2],
  // A record of 24 and C 4, k 0.8: lambda 0.1 x 12/36 x 4/5 = 2/75, 3 cells of 200; 650 is in the second, told as 650.
  [24, 4, 500, 550, 4],
  [24, 4, 350, 749.999, 8],
  [24, 4, 350, 750, 13],
])('with a record of %d and company %d, %d among others of %d is reckoned as by hand: %d', (...row) => {
  const [record, company, personal, others, line] = row;
  const share = 0.1 * (12 / (12 + record)) * (company / (1 + company));
  const by = { tieCompany: company, ownershipCompany: 0, membershipCompany: 0 };
  const exact = { share, network: share * (others - personal), ...by };
  expect(servedLine(exact, personal * THOUSAND) / THOUSAND).toBe(line);
});
