/** Keys and passwords stay where they were set, whatever the engine does and however much is logged. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { LOG_LEVELS, readConfig } from '../src/config.ts';
import { openEngine } from '../src/engine/open.ts';
import { createLogger } from '../src/logger.ts';
import { appWith } from './server.double.ts';

const SECRET = 'hush-7f3a9c';
const ENCODED = Buffer.from(`reader:${SECRET}`).toString('base64');
const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function refusing(status: number): Promise<{ url: string; asked: () => string }> {
  let authorization = '';
  const server = createServer((request, response) => {
    authorization = request.headers.authorization ?? '';
    response.writeHead(status, { 'Content-Type': 'application/json' }).end('{"message":"no","code":"invalid_api_key","type":"auth","link":""}');
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => authorization };
}

const CASES = LOG_LEVELS.flatMap((level) => [401, 500].flatMap((status) => (['meilisearch', 'opensearch'] as const).map((kind) => ({ level, status, kind }))));

test.each(CASES)('$kind answering $status at LOG_LEVEL=$level', async ({ level, status, kind }) => {
  const { url, asked } = await refusing(status);
  const given = kind === 'meilisearch' ? { MEILI_URL: url, MEILI_SEARCH_KEY: SECRET, MEILI_ADMIN_KEY: SECRET } : { OPENSEARCH_URL: url, OPENSEARCH_USERNAME: 'reader', OPENSEARCH_PASSWORD: SECRET };
  const engine = await openEngine(readConfig(given), 'search');
  const lines: string[] = [];
  const app = appWith({ reader: engine, logger: createLogger(level, (line) => lines.push(line)) });
  let said = '';
  try {
    for (const path of ['/', '/api/search?q=a', '/readyz', '/api/stats', '/articles/a', '/metrics']) said += await (await app.request(path)).text();
  } finally {
    await engine.close();
  }
  // The secret did go where it belongs.
  expect(asked()).toContain(kind === 'meilisearch' ? SECRET : ENCODED);
  for (const text of [said, ...lines]) {
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(ENCODED);
  }
  if (level === 'debug') expect(lines.length).toBeGreaterThan(6);
});

test.each(['MEILI_URL', 'OPENSEARCH_URL'])('%s holds no credentials, and does not repeat them when it says so', (name) => {
  const error = (() => {
    try {
      return readConfig({ [name]: `https://reader:${SECRET}@engine.example` });
    } catch (caught) {
      return caught;
    }
  })();
  expect(String(error)).toContain('must not hold credentials');
  expect(String(error)).not.toContain(SECRET);
});
