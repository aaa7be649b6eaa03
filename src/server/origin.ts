/** Who asks, and under which name we are asked: from the connection, or from a proxy that is trusted. */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import type { AppOptions } from './context.ts';

/** A host name or address with a port, and nothing that could end up as markup or another URL. */
const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/;

/** The last of several values of a header: what our own proxy has added, whatever the client had sent. */
const last = (c: Context, header: string): string => (c.req.header(header) ?? '').split(',').at(-1)?.trim() ?? '';

/**
 * `https://host`, for links that leave the page: canonical links, feeds, citations. `PUBLIC_URL` decides;
 * otherwise the request's own Host, which a cache must not share (see `Cache-Control: private`).
 */
export function originOf(c: Context, { publicUrl, trustProxy }: Pick<AppOptions, 'publicUrl' | 'trustProxy'>): string {
  if (publicUrl !== null) return publicUrl;
  const url = new URL(c.req.url);
  const given = trustProxy ? last(c, 'X-Forwarded-Host') : '';
  const proto = trustProxy ? last(c, 'X-Forwarded-Proto') : '';
  const host = HOST.test(given) ? given : url.host;
  return `${proto === 'https' || proto === 'http' ? proto : url.protocol.slice(0, -1)}://${host}`;
}

/** The remote address; a name a client gives itself in a header is not believed. */
export const remoteAddress = (c: Context): string => {
  try {
    return getConnInfo(c).remote.address ?? 'unknown';
  } catch {
    return 'unknown'; // not served over a socket
  }
};

/** The client as our proxy saw it; without its word, the proxy itself. */
export const forwardedAddress = (c: Context): string => last(c, 'X-Forwarded-For') || remoteAddress(c);
