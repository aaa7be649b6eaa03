import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { lockIngest } from '../ingest/lock.ts';
import { folder, put } from './ingest.helpers.ts';

const CLI = fileURLToPath(new URL('../ingest/cli.ts', import.meta.url));
const TEXT = '本报讯 河湾村的图书室昨天开门，村里的孩子放学后可以在这里看书写作业，管理员是三位退休教师。';
const line = (id: string): string => JSON.stringify({ id, title: '图书室开门', date: '2024-05-06', text: TEXT });

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function run(args: readonly string[], options: { stdin?: string; env?: Record<string, string>; onErr?: (err: string, stop: () => void) => void; closeAfter?: number; keepOpen?: boolean } = {}): Promise<Run> {
  const dataDir = options.env?.['DATA_DIR'] ?? (await folder());
  const child = spawn(process.execPath, ['--import', 'tsx', CLI, ...args], { env: { PATH: process.env['PATH'] ?? '', ENGINE: 'sqlite', ...options.env, DATA_DIR: dataDir } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    if (options.closeAfter !== undefined && out.length > options.closeAfter) child.stdout.destroy();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
    options.onErr?.(err, () => child.kill('SIGINT'));
  });
  child.stdin.on('error', () => undefined);
  if (options.keepOpen) child.stdin.write(options.stdin ?? '');
  else child.stdin.end(options.stdin ?? '');
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}

describe('npm run ingest', { timeout: 60_000 }, () => {
  test('0: the dry run prints the articles of the contract, a line each, and touches no index', async () => {
    const dir = await folder({ 'a.ndjson': `${line('a1')}\n${line('a2')}\n` });
    const dataDir = path.join(await folder(), 'never-made');
    const { code, out, err } = await run(['--dry-run', '--json', dir], { env: { DATA_DIR: dataDir } });
    expect(code).toBe(0);
    const articles = out.trim().split('\n').map((json) => JSON.parse(json) as Record<string, unknown>);
    expect(articles.map(({ id }) => id)).toEqual(['a1', 'a2']);
    expect(articles[0]).toMatchObject({ title: '图书室开门', subtitle: null, authors: [], date: '2024-05-06', year: 2024, yearBasis: 'front-matter', source: { paper: null, page: null, url: null }, paragraphs: [{ id: 'a1_p1', ordinal: 1, section: null, kind: 'body', text: TEXT }] });
    expect(Object.keys(articles[0] ?? {})).toEqual(expect.arrayContaining(['yearsMentioned', 'districts', 'districtsMentioned']));
    expect(err).toContain('2 articles');
    const { existsSync } = await import('node:fs');
    expect(existsSync(dataDir)).toBe(false);
  });

  test('what the dry run prints can be read again and says the same', async () => {
    const first = await run(['--dry-run', '--json', '-'], { stdin: `${line('a1')}\n` });
    const second = await run(['--dry-run', '--json', '-'], { stdin: first.out });
    expect(second.out).toBe(first.out);
  });

  test('2: no path, an unknown flag, flags that do not go together, a bad environment', async () => {
    for (const args of [[], ['--nonsense', '.'], ['--dry-run', '--prune', '.'], ['--concurrency', 'many', '.'], ['--watch', '-']]) {
      const { code, out, err } = await run(args);
      expect([args, code]).toEqual([args, 2]);
      expect(out).toBe('');
      expect(err).toContain('Usage:');
    }
    expect(await run(['.'], { env: { ENGINE: 'nonsense' } })).toMatchObject({ code: 2, err: expect.stringContaining('ENGINE') as string });
  });

  test('3: a bad line is named, everything else is indexed', async () => {
    const dir = await folder({ 'a.ndjson': `${line('a1')}\n{"text"\n${line('a3')}\n`, 'b.txt': '' });
    const { code, out, err } = await run([dir, '--json']);
    expect(code).toBe(3);
    expect(err).toContain('a.ndjson:2: not JSON');
    expect(err).toContain('b.txt: empty');
    expect(JSON.parse(out)).toMatchObject({ files: 2, articles: 2, failed: 2 });
  });

  test('4: the engine cannot be reached', async () => {
    const dir = await folder({ 'a.ndjson': line('a1') });
    const { code, err } = await run([dir], { env: { ENGINE: 'meilisearch', MEILI_URL: 'http://127.0.0.1:9', MEILI_ADMIN_KEY: 'k' } });
    expect(code).toBe(4);
    expect(err.trim()).not.toBe('');
    expect(err).not.toContain('    at ');
  });

  test('4: another ingest is writing, and which', async () => {
    const dataDir = await folder();
    const release = lockIngest(dataDir);
    const { code, err } = await run(['-'], { stdin: line('a1'), env: { DATA_DIR: dataDir } });
    release();
    expect(code).toBe(4);
    expect(err).toMatch(new RegExp(`^another ingest is writing to .*process ${process.pid}, since .*\\n$`));
  });

  test('130: Ctrl-C ends at an article and says what is done; the same command goes on from there', async () => {
    const dataDir = await folder();
    const given = Array.from({ length: 600 }, (_, index) => line(`a${index}`)).join('\n');
    const first = await run(['-'], { stdin: `${given}\nbroken\n`, keepOpen: true, env: { DATA_DIR: dataDir }, onErr: (err, stop) => err.includes('-:601') && !err.includes('stopping') && stop() });
    expect(first.code).toBe(130);
    expect(first.err).toContain('stopping at the next article');
    expect(first.err).toContain('stopped: 0 files, 600 articles');
    expect(first.err).toContain('run the same command again');
    const second = await run(['-'], { stdin: `${given}\n${line('last')}`, env: { DATA_DIR: dataDir } });
    expect(second.err).toContain('1 article, 1 paragraph; skipped 0 files and 600 articles');
  });

  test('standard input is indexed, and a second time passed over', async () => {
    const dataDir = await folder();
    const first = await run(['-'], { stdin: `${line('a1')}\n${line('a2')}\n`, env: { DATA_DIR: dataDir } });
    const second = await run(['-'], { stdin: `${line('a1')}\n${line('a2')}\n`, env: { DATA_DIR: dataDir } });
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(first.err).toContain('2 articles, 2 paragraphs');
    expect(second.err).toContain('skipped 0 files and 2 articles');
  });

  test('a reader that has seen enough ends the dry run quietly', async () => {
    const stdin = Array.from({ length: 5000 }, (_, index) => line(`a${index}`)).join('\n');
    const { code, err } = await run(['--dry-run', '--json', '-'], { stdin, closeAfter: 100 });
    expect(code).toBe(0);
    expect(err).not.toContain('EPIPE');
  });

  test('--explain says what became of each line', async () => {
    const dir = await folder({ 'a.txt': `图书室开门\n\n${TEXT}\n` });
    const { code, out } = await run(['--dry-run', '--explain', dir]);
    expect(code).toBe(0);
    expect(out).toMatch(/a\.txt:1\ttitle \d+\t/);
    expect(out).toMatch(/a\.txt:3\tbody [\d.]+\t/);
  });

  test('--watch indexes what appears, and Ctrl-C ends it', async () => {
    const dir = await folder({ 'a.ndjson': line('a1') });
    const seen = new Set<string>();
    const { code, err } = await run([dir, '--watch'], {
      onErr: (err, stop) => {
        if (err.includes('following') && !seen.has('follow')) {
          seen.add('follow');
          setTimeout(() => void put(dir, { 'b.ndjson': `${line('b1')}\n${line('b2')}\n` }), 500);
        }
        if (err.includes('2 articles') && !seen.has('stop')) {
          seen.add('stop');
          stop();
        }
      },
    });
    expect(code).toBe(0);
    expect(err).toContain('1 file, 2 articles');
  });

  test.each([[[], 'warning: vanished; its articles stay'], [['--prune'], 'warning: vanished; its articles are deleted']])('--watch %j says what becomes of a file that goes', async (prune, said) => {
    const dir = await folder({ 'a.ndjson': line('a1'), 'b.ndjson': line('b1') });
    const seen = new Set<string>();
    const { code, err } = await run([dir, '--watch', ...prune], {
      onErr: (err, stop) => {
        if (err.includes('following') && !seen.has('follow')) {
          seen.add('follow');
          setTimeout(() => void rm(path.join(dir, 'b.ndjson')), 500);
        }
        if (err.includes('vanished') && !seen.has('stop')) {
          seen.add('stop');
          setTimeout(stop, 1000);
        }
      },
    });
    expect(code).toBe(0);
    expect(err).toContain(said);
    expect(err).not.toContain('failed 1');
  });
});
