/**
 * Lower case as every store makes it. Two letters are taken out of the way: the capital I with a dot, whose lower case
 * differs between libraries, and the final sigma, which depends on what stands around it.
 */
export function foldCase(text: string): string {
  return text.replaceAll('İ', 'i').toLowerCase().replaceAll('ς', 'σ');
}
