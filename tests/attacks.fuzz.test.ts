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
import { appWith, article, ARTICLES } from './server.double.ts';

const REQUESTS = 10_000;
const HOSTILE = [
  '', ' ', '\u0000', '\u200b\u200d\ufeff', 'e\u0301'.repeat(300), '\u202e倒着写', '\ud800', '😀'.repeat(50), '的'.repeat(1999), 'a'.repeat(2100), '"'.repeat(999), '('.repeat(2000), `${'('.repeat(500)}桥${')'.repeat(500)}`,
  '-'.repeat(500), 'OR '.repeat(400), '桥 '.repeat(700), '桥|'.repeat(700), 'title:'.repeat(200), 'year:0..99999999999999999999', 'year:2024..', 'year:..', '*', '桥*******', '"桥', '“桥”“', '：：：', '../../etc/passwd', '..%2f..%2f', '%00', '%', '%zz',
  '\r\nSet-Cookie: a=b', '\nX-Injected: 1', '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' OR 1=1 --", '=cmd|calc', '${7*7}', '{{7*7}}', 'none', 'null', 'undefined', 'NaN', '-1', '0', '1e9', '9'.repeat(400), '0x10', '1.5',
  '__proto__', 'constructor', 'toString', '2024-02-30', '2024-13-01', '0000-00-00', '2024-01-01', '9999-12-31', 'javascript:alert(1)', '12345678901234567890.5亿元', `${'一'.repeat(300)}万`, '百分之'.repeat(100), '5%'.repeat(200), 'haerbin'.repeat(30),
];

/** A lone surrogate cannot be percent-encoded. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: { readonly enum?: readonly string[]; readonly type?: string; readonly items?: unknown };
}

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
  const routes = Object.entries(paths).flatMap(([route, methods]) => Object.values(methods).map(({ parameters = [] }) => ({ route, parameters })));
  expect(routes.length).toBeGreaterThan(8);
  const next = random(20_261_121);
  const pick = <T>(list: readonly T[]): T => list[next(list.length)]!;
  const ids = [...ARTICLES.map(({ id }) => id), 'evil', 'unknown'];
  const value = ({ name, schema }: Parameter): string => {
    const kind = next(4);
    if (kind === 0 && schema?.enum) return pick(schema.enum);
    if (kind === 1) return name === 'id' ? pick(ids) : pick(['图书馆', '桥', '临湖区', '程晓', '2024', '2023-05-04', '1', '2', '100', '10001', 'year', 'on']);
    if (kind === 2) return `${pick(HOSTILE)}${pick(HOSTILE)}`;
    return pick(HOSTILE);
  };
  const wrong: string[] = [];
  const statuses = new Map<number, number>();
  for (let i = 0; i < REQUESTS; i++) {
    const { route, parameters } = pick(routes);
    const query = new URLSearchParams();
    let url = route;
    for (const parameter of parameters) {
      if (parameter.in === 'path') url = url.replace(`{${parameter.name}}`, encodeURIComponent(wellFormed(value(parameter))));
      else for (let times = next(3); times > 0; times--) query.append(parameter.name, value(parameter));
    }
    if (next(10) === 0) query.append(pick(HOSTILE), pick(HOSTILE));
    const headers = { Accept: pick(['*/*', 'text/html', 'application/json', '']), Cookie: `lang=${encodeURIComponent(wellFormed(pick(HOSTILE)))}`, 'Accept-Language': pick(['zh', 'en', 'zh-TW', '*;q=', '']) };
    const target = `${url}?${query.toString()}`;
    const response = await app.request(target, { headers });
    const text = await response.text();
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    const bad = (why: string): void => void wrong.push(`${why}: ${response.status} ${target.slice(0, 300)}`);
    if (response.status >= 500) bad('fault');
    if (response.status >= 400 && response.headers.get('Content-Type')?.startsWith('application/problem+json') && !/"code":"[a-z_]+"/.test(text)) bad('no code');
    if (response.status === 400 && !text.includes('parameter') && headers.Accept !== 'text/html') bad('unnamed parameter');
    if (/at .+\.ts:\d+/.test(text)) bad('stack trace');
    if (response.headers.has('X-Injected') || (response.headers.get('Set-Cookie') ?? '').includes('a=b')) bad('header injected');
    const type = response.headers.get('Content-Type') ?? '';
    if (type.startsWith('text/html') && /<script>alert|<img src=x/.test(text)) bad('markup let through');
  }
  expect(wrong).toEqual([]);
  // The fuzz reaches both sides: answers and refusals.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(REQUESTS / 10);
  expect(statuses.get(400) ?? 0).toBeGreaterThan(REQUESTS / 100);
});
