/** A user id that owns nothing, on every Unix: nobody. */
const NOBODY = 65_534;

/** Does something as a user to whom permissions apply: root, as containers run tests, may read and write all. */
export async function asOrdinaryUser<T>(work: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
