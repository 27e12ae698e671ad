import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { requestIdOf } from '../../../src/http/request-state.ts';

function request(id?: string): IncomingMessage {
  const message = new IncomingMessage(new Socket());
  if (id !== undefined) message.headers['x-request-id'] = id;
  return message;
}

describe('requestIdOf', () => {
  it.each(['a', 'A-1_b.2', 'x'.repeat(64)])('keeps the plain id %s', (id) => {
    expect(requestIdOf(request(id))).toBe(id);
  });

  it.each([undefined, '', 'x'.repeat(65), 'a b', 'a\nb', '{"a":1}', 'ž'])(
    'replaces %j by a new one',
    (id) => {
      const one = request(id);
      expect(requestIdOf(one)).toMatch(/^[0-9a-f-]{36}$/);
      expect(requestIdOf(one)).toBe(requestIdOf(one));
      expect(requestIdOf(one)).not.toBe(requestIdOf(request(id)));
    },
  );
});
