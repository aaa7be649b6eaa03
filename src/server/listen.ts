/** Binds an app to a port, bounds what a connection may cost, and lets go of it gracefully. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Admission } from './admission.ts';
import type { Env } from './context.ts';
import { MAX_URL_LENGTH } from './middleware.ts';
import { problem, type ProblemCode } from './problem.ts';
import type { ProblemJson } from './schema.ts';

/** Twice the longest URL: the rest is for cookies and the like. */
const MAX_HEADER_BYTES = 2 * MAX_URL_LENGTH;
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;
/** A connection on which nothing moves is cut: who stops reading in the middle of an export would hold it for ever. */
const IDLE_MS = 60_000;
/** Longer than proxies keep theirs (60 s mostly): who closes first has the other send requests into nothing. */
const KEPT_MS = 75_000;

export interface Listening {
  readonly url: string;
  /** Stops accepting, lets requests finish for at most `graceMs`, then cuts what is left. */
  close(graceMs: number): Promise<void>;
}

/**
 * Rejects with Node's error (`EADDRINUSE` …) when the port cannot be had. An app that is still being made
 * is waited for by the requests that come meanwhile.
 */
export async function listen(app: Hono<Env> | Promise<Hono<Env>>, { host, port, admission, idleMs = IDLE_MS }: { host: string; port: number; admission?: Admission; idleMs?: number }): Promise<Listening> {
  const answer = getRequestListener(async (request, env) => (await app).fetch(request, env), { errorHandler: () => toResponse(problem('bad_request')) });
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: HEADERS_MS,
      requestTimeout: REQUEST_MS,
      connectionsCheckingInterval: 5000,
      keepAliveTimeout: KEPT_MS,
    },
    (request, response) => {
      if (admission?.refuse(request, response)) return;
      // Probes in HTTP/1.0 need not name a host, and often do not.
      if (request.httpVersion === '1.0') request.headers.host ??= 'localhost';
      void answer(request, response);
    },
  );
  server.setTimeout(idleMs);
  server.on('clientError', answerBadRequest);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return { url: urlOf(server), close: (graceMs) => close(server, graceMs) };
}

function urlOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo; // not a pipe: it listens on a port
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

async function close(server: Server, graceMs: number): Promise<void> {
  // A connection kept alive becomes idle only when its last answer is out, so ask again and again.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(idle);
  clearTimeout(cut);
}

const toResponse = (said: ProblemJson): Response =>
  new Response(JSON.stringify(said), { status: said.status, headers: { 'Content-Type': 'application/problem+json', Connection: 'close' } });

/** Below HTTP there is no request to answer, so the answer is written by hand. */
function answerBadRequest(error: Error & { code?: string; rawPacket?: Buffer }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  // What curl sends for ?q=中文; Node's parser has no lenient mode that is safe.
  const unencoded = error.code === 'HPE_INVALID_URL' ? { detail: 'Characters of the URL must be percent-encoded (curl -G --data-urlencode).' } : {};
  const said = problem(codeOf(error), unencoded);
  const body = JSON.stringify(said);
  socket.end(
    `HTTP/1.1 ${said.status} ${said.title}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n${body}`,
  );
}

function codeOf({ code, rawPacket }: { code?: string; rawPacket?: Buffer }): ProblemCode {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request_timeout';
  if (code !== 'HPE_HEADER_OVERFLOW') return 'bad_request';
  const line = rawPacket?.indexOf('\n') ?? 0;
  return line < 0 || line > MAX_URL_LENGTH ? 'uri_too_long' : 'headers_too_large';
}
