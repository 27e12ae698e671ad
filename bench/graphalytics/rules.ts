/** Whether a value found is the one expected; made anew for each output that is checked. */
export type Rule = (found: string | number, expected: string) => boolean;

export function equalTo(): Rule {
  return (found, expected) => found === expected;
}

/** Equal up to renaming: each name found goes with one name expected, and the other way round. */
export function equivalentTo(): Rule {
  const expectedOf = new Map<string | number, string>();
  const foundOf = new Map<string, string | number>();
  return (found, expected) => {
    if (!expectedOf.has(found)) expectedOf.set(found, expected);
    if (!foundOf.has(expected)) foundOf.set(expected, found);
    return expectedOf.get(found) === expected && foundOf.get(expected) === found;
  };
}

const LARGEST_DIFFERENCE = 1e-4;

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Within 1e-4 of what is expected, relative to it; an infinite one must be infinite, and what is no number is not met. */
export function near(): Rule {
  return (found, text) => {
    const expected = /^\+?inf(inity)?$/i.test(text) ? Infinity : DECIMAL.test(text) ? Number(text) : NaN;
    return (
      found === expected || Math.abs(Number(found) - expected) <= LARGEST_DIFFERENCE * Math.abs(expected)
    );
  };
}
