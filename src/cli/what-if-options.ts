/** What is to be supposed, as it is written on the command line. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { ID_MAX_LENGTH } from '../domain/columns.ts';
import type { Hypothesis } from '../engine/resident/resident.ts';

/** Ids hold colons as %3A, which else part them. */
const COLON_IN_ID = /%3a/gi;

/**
 * Adds an option for every kind of hypothesis. Gives the list that parsing fills, of all kinds together in the order in
 * which they came.
 */
export function addHypothesisOptions(command: Command): readonly Hypothesis[] {
  const supposed: Hypothesis[] = [];
  const add = (flags: string, what: string, read: (text: string) => Hypothesis): void => {
    command.addOption(
      new Option(flags, what).argParser((text) => {
        supposed.push(read(text));
        return supposed;
      }),
    );
  };
  add(
    '--pay-due <obligation:seq>',
    'pays what it takes until this due is paid, those before it first',
    readDue,
  );
  add('--settle <obligation>', 'settles a debt', (text) => ({ kind: 'settle', obligationId: readId(text) }));
  add('--end-tie <subject>', 'ends the tie with somebody', (text) => ({
    kind: 'end_tie',
    otherId: readId(text),
  }));
  add('--join-group <group>', 'joins a group', (text) => ({ kind: 'join_group', groupId: readId(text) }));
  add('--leave-group <group>', 'leaves a group', (text) => ({ kind: 'leave_group', groupId: readId(text) }));
  add(
    '--guarantor <subject[:obligation[:amount]]>',
    'has somebody stand for all debts or for one, up to an amount in minor units',
    readGuarantor,
  );
  return supposed;
}

function readDue(text: string): Hypothesis {
  const [obligation, seq, ...rest] = text.split(':');
  if (rest.length === 0 && obligation !== undefined && seq !== undefined && /^[0-9]{1,9}$/.test(seq))
    return { kind: 'pay_due', obligationId: readId(obligation), seq: Number(seq) };
  throw new InvalidArgumentError('Expected an obligation and the seq of its due, such as loan-7:3.');
}

function readGuarantor(text: string): Hypothesis {
  const [guarantor = '', obligation, amount, ...rest] = text.split(':');
  const isAmount = amount === undefined || /^[0-9]{1,15}$/.test(amount);
  if (rest.length > 0 || !isAmount)
    throw new InvalidArgumentError(
      'Expected who stands in, then what for and up to which amount in minor units if not all, such as u-7, u-7:loan-7 or ' +
        'u-7:loan-7:250000.',
    );
  return {
    kind: 'add_guarantor',
    guarantorId: readId(guarantor),
    ...(obligation === undefined || obligation === '' ? {} : { obligationId: readId(obligation) }),
    ...(amount === undefined ? {} : { amountMinor: Number(amount) }),
  };
}

function readId(text: string): string {
  const id = text.replaceAll(COLON_IN_ID, ':');
  if (id !== '' && id.length <= ID_MAX_LENGTH) return id;
  throw new InvalidArgumentError(
    `Expected an id of 1 to ${ID_MAX_LENGTH} characters; a colon in it is written %3A.`,
  );
}
