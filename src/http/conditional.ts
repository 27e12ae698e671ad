import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';

/** RFC 9110 section 13.1.2: any of the tags listed, compared weakly, or `*`. */
function isHeld(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const listed: readonly string[] = ifNoneMatch.match(/"[^"]*"/g) ?? [];
  return ifNoneMatch.trim() === '*' || listed.includes(etag);
}

/**
 * Sends JSON with a strong ETag of its bytes, or 304 where the caller holds it. Express would do so itself but
 * not for a request with `Cache-Control: no-cache`, which fetch adds to any If-None-Match that its caller sets.
 */
export function sendConditionally(request: Request, response: Response, body: unknown): void {
  const text = JSON.stringify(body);
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  response.set('ETag', etag);
  if (isHeld(request.get('if-none-match'), etag)) response.status(304).end();
  else response.type('application/json').send(text);
}
