import { Permutation } from '../random/permutation.ts';
import type { Streams } from '../random/streams.ts';

/** Devices that one person may bring along; some are used by others. */
const DEVICES_EACH = 16;
/** The last places among a person's devices: a family's tablet, and a handset used together with others. */
const TABLET = DEVICES_EACH - 2;
const JOINT = DEVICES_EACH - 1;
/** The most devices of somebody's own. */
export const MOST_OWN_DEVICES = TABLET;

const PHONES = 10 ** 8;
const LOCATIONS = 2 ** 24;

/**
 * What people are recognised by. Every value looks like every other of its kind: none tells whose it is, whether it
 * is shared, or why.
 */
export class Identifiers {
  readonly #phones: Permutation;
  readonly #locations: Permutation;
  readonly #accounts: Permutation;
  readonly #devices: Permutation;

  /** @param people how many there are, up to 1,000,000 */
  constructor(streams: Streams, people: number) {
    this.#phones = new Permutation(streams.of('phone numbers'), PHONES);
    this.#locations = new Permutation(streams.of('locations'), LOCATIONS);
    this.#accounts = new Permutation(streams.of('accounts'), people);
    this.#devices = new Permutation(streams.of('devices'), people * DEVICES_EACH);
  }

  /** E.164 in a range that is not given out: no Chinese number continues with a 0 here. */
  phone(person: number): string {
    return `+86100${String(this.#phones.at(person)).padStart(8, '0')}`;
  }

  email(person: number): string {
    return `user${this.#accounts.at(person) + 1}@example.org`;
  }

  card(person: number): string {
    return `card-${this.#accounts.at(person) + 1}`;
  }

  /** @param home the number of a person whose home it is, or of a group that meets there */
  address(home: number): string {
    return `${this.#locations.at(home) + 1} Example Road`;
  }

  /** Under the documentation prefix of IPv6 (RFC 3849). */
  ip(home: number): string {
    const location = this.#locations.at(home);
    return `2001:db8::${(location >>> 16).toString(16)}:${(location & 0xffff).toString(16)}`;
  }

  /** @param place from 0, below MOST_OWN_DEVICES */
  device(person: number, place: number): string {
    return `device-${this.#devices.at(person * DEVICES_EACH + place) + 1}`;
  }

  tablet(person: number): string {
    return this.device(person, TABLET);
  }

  jointDevice(person: number): string {
    return this.device(person, JOINT);
  }
}
