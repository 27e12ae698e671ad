/**
 * How an identifier is brought to one spelling before it is hashed, so that two people seen with the same phone
 * share it however it was written. Letters beyond ASCII are kept as they are, because lower-casing them differs
 * between languages; stores and TypeScript must agree to the byte.
 */
import type { Fact } from './facts.ts';

export type IdentifierKind = Fact<'sightings'>['kind'];

/** The secret under which identifiers are hashed. Its version is kept with every hash, so that it can be changed. */
export interface IdentifierKey {
  readonly version: number;
  /** At least 32 bytes. */
  readonly key: Uint8Array;
}

/** What each kind of identifier takes, in the words of every rejection. */
export const IDENTIFIER_EXPECTATIONS: Readonly<Record<IdentifierKind, string>> = {
  device: 'a device identifier',
  phone: 'a phone number of + or 00 and 7 to 15 digits, or an opaque token that starts with a letter',
  email: 'an e-mail address with one @ and no space',
  address: 'a postal address',
  card: 'a card number of 8 to 19 digits, or an opaque token that starts with a letter',
  ip: 'an IPv4 or IPv6 address without port, mask or zone',
};

/** RE2 and JavaScript read all of these alike. */
export const PHONE_SEPARATORS = '[ ()./-]';
export const PHONE_PATTERN = '^\\+[1-9][0-9]{6,14}$';
export const TOKEN_PATTERN = '^[A-Za-z]';
export const EMAIL_PATTERN = '^[^@ ]+@[^@ ]+$';
export const CARD_SEPARATORS = '[ -]';
export const CARD_PATTERN = '^[0-9]{8,19}$';
export const ADDRESS_SEPARATORS = '[ ,]+';
const OCTET = '(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
export const IPV4_PATTERN = `^(${OCTET}\\.){3}${OCTET}$`;
export const IPV6_GROUP_PATTERN = '^[0-9a-f]{1,4}$';
/** An IPv4 address in IPv6 clothes is that IPv4 address. */
export const MAPPED_IPV4_PREFIX = '::ffff:';
export const IPV6_GROUPS = 8;

const expression = (pattern: string): RegExp => new RegExp(pattern);
const every = (pattern: string): RegExp => new RegExp(pattern, 'g');
const phone = expression(PHONE_PATTERN);
const token = expression(TOKEN_PATTERN);
const email = expression(EMAIL_PATTERN);
const card = expression(CARD_PATTERN);
const ipv4 = expression(IPV4_PATTERN);
const ipv6Group = expression(IPV6_GROUP_PATTERN);

/**
 * One spelling per identifier; undefined when the text is none of its kind. The text has passed as a fact's text
 * already: tidy and of 1 to 2,000 characters.
 *
 * - device   lower case
 * - phone    separators out, 00 becomes +; a token stays as it is
 * - email    lower case
 * - address  lower case, runs of blanks and commas to one blank
 * - card     blanks and dashes out; a token stays as it is
 * - ip       IPv4 as it is; IPv6 lower case, eight groups without leading zeros; mapped IPv4 to IPv4
 */
export function normaliseIdentifier(kind: IdentifierKind, text: string): string | undefined {
  switch (kind) {
    case 'device':
      return lowerAscii(text);
    case 'phone': {
      const number = text.replace(every(PHONE_SEPARATORS), '').replace(/^00/, '+');
      return phone.test(number) ? number : tokenOf(text);
    }
    case 'email': {
      const address = lowerAscii(text);
      return email.test(address) ? address : undefined;
    }
    case 'address': {
      const address = lowerAscii(text).replace(every(ADDRESS_SEPARATORS), ' ').replace(/^ | $/g, '');
      return address === '' ? undefined : address;
    }
    case 'card': {
      const number = text.replace(every(CARD_SEPARATORS), '');
      return card.test(number) ? number : tokenOf(text);
    }
    case 'ip':
      return normaliseIp(lowerAscii(text));
  }
}

/** What is hashed for an identifier: its kind is part of it, so that a phone never meets a card. */
export function identifierMessage(kind: IdentifierKind, normalised: string): string {
  return `${kind}:${normalised}`;
}

function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function tokenOf(text: string): string | undefined {
  return token.test(text) ? text : undefined;
}

function normaliseIp(text: string): string | undefined {
  const plain = text.startsWith(MAPPED_IPV4_PREFIX) ? text.slice(MAPPED_IPV4_PREFIX.length) : text;
  if (ipv4.test(plain)) return plain;
  const halves = text.split('::');
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = IPV6_GROUPS - head.length - tail.length;
  const isWhole = halves.length === 1 ? missing === 0 : halves.length === 2 && missing > 0;
  if (!isWhole) return undefined;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail];
  if (!groups.every((group) => ipv6Group.test(group))) return undefined;
  return groups.map((group) => group.replace(/^0{1,3}(?=.)/, '')).join(':');
}
