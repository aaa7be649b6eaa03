/** Every route of the OpenAPI document, asked with what it allows, what it nearly allows, and what nobody should send. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { random } from '../bench/search/random.ts';
import type { Engine } from '../src/engine/engine.ts';
import { openSqlite } from '../src/engine/sqlite/sqlite.ts';
import * as pages from '../src/server/pages.ts';
import { buildWeb } from '../web/build.ts';
import { Fuzz, HOSTILE, pageRoutes, type Parameter, type Route } from './fuzz.ts';
import { appWith, article, ARTICLES } from './server.double.ts';

const REQUESTS = 10_000;
let dir = '';
let engine: Engine;
let app: ReturnType<typeof appWith>;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'xunbao-fuzz-'));
  engine = openSqlite(dir);
  await engine.index([...ARTICLES, article({ id: 'evil', title: HOSTILE.join('|'), authors: HOSTILE.slice(0, 40), districts: HOSTILE.slice(0, 60), texts: HOSTILE })]);
  app = appWith({ reader: engine, pages, web: await buildWeb() });
});
afterAll(async () => {
  await engine.close();
  await rm(dir, { recursive: true, force: true });
});

test(`${REQUESTS} requests made from the schema: never a 5xx, a refusal always says which and why`, { timeout: 300_000 }, async () => {
  const { paths } = (await (await app.request('/openapi.json')).json()) as { paths: Record<string, Record<string, { parameters?: Parameter[] }>> };
  const api = Object.entries(paths).flatMap(([route, methods]) => Object.values(methods).map(({ parameters = [] }): Route => ({ route, parameters })));
  const routes = [...api, ...pageRoutes(api.find(({ route }) => route === '/api/search')!.parameters)];
  expect(routes.length).toBeGreaterThan(20);
  const fuzz = new Fuzz(random(20_261_121), [...ARTICLES.map(({ id }) => id), 'evil', 'unknown']);
  const wrong: string[] = [];
  const seen = new Map(routes.map(({ route }) => [route, new Set<number>()]));
  for (let i = 0; i < REQUESTS; i++) {
    const asked = routes[i % routes.length]!;
    const target = fuzz.url(asked);
    const headers = fuzz.headers();
    const response = await app.request(target, { headers });
    const text = await response.text();
    const type = response.headers.get('Content-Type') ?? '';
    seen.get(asked.route)?.add(response.status);
    const bad = (why: string): void => void wrong.push(`${why}: ${response.status} ${target.slice(0, 300)}`);
    if (response.status >= 500) bad('fault');
    if (response.status >= 400 && type.startsWith('application/problem+json') && !/"code":"[a-z_]+"/.test(text)) bad('no code');
    if (response.status === 400 && !text.includes('parameter') && !type.startsWith('text/html')) bad('unnamed parameter');
    if (/at .+\.ts:\d+/.test(text)) bad('stack trace');
    if (response.headers.has('X-Injected') || (response.headers.get('Set-Cookie') ?? '').includes('a=b')) bad('header injected');
    if (type.startsWith('text/html') && /<script>alert|<img src=x/.test(text)) bad('markup let through');
  }
  expect(wrong).toEqual([]);
  // The fuzz reaches both sides of every route: answers, and refusals wherever there is something to refuse.
  for (const [route, statuses] of seen) if (route !== '/assets/{file}') expect([route, statuses.has(200)]).toEqual([route, true]);
  for (const { route, parameters } of api) if (parameters.some(({ schema }) => schema?.type === 'integer' || schema?.enum)) expect([route, seen.get(route)?.has(400)]).toEqual([route, true]);
});
