/** What is known of a request while it is answered, for the log and the handlers after. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Principal } from '../engine/access.ts';

interface RequestState {
  id?: string;
  principal?: Principal;
  /** What the log calls the answer where it is a problem. */
  problem?: { readonly code: string; readonly error?: unknown };
}

const states = new WeakMap<IncomingMessage, RequestState>();

function writableStateOf(request: IncomingMessage): RequestState {
  const state = states.get(request) ?? {};
  states.set(request, state);
  return state;
}

export function stateOf(request: IncomingMessage): Readonly<RequestState> {
  return writableStateOf(request);
}

export function notePrincipal(request: IncomingMessage, principal: Principal): void {
  writableStateOf(request).principal = principal;
}

export function noteProblem(request: IncomingMessage, code: string, error?: unknown): void {
  writableStateOf(request).problem = { code, error };
}

export const REQUEST_ID_PATTERN = /^[A-Za-z0-9._-]{1,64}$/;

/** The caller's own request id where it is plain enough to be logged, else a new one; always the same one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  const isPlain = typeof given === 'string' && REQUEST_ID_PATTERN.test(given);
  return (writableStateOf(request).id ??= isPlain ? given : randomUUID());
}
