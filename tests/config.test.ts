import { describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';

describe('configuration', () => {
  test('nothing set: sqlite in ./data, on loopback, without a limit', () => {
    expect(readConfig({})).toEqual({ port: 3000, host: '127.0.0.1', dataDir: './data', engine: { kind: 'sqlite' }, rateLimit: 0, logLevel: 'info', publicUrl: null, trustProxy: false });
  });

  test('empty strings count as unset, as compose files leave them', () => {
    expect(readConfig({ PORT: '', MEILI_URL: '', ENGINE: '', RATE_LIMIT: '' })).toEqual(readConfig({}));
  });

  test('the engine follows from the URL that is set, and ENGINE decides', () => {
    expect(readConfig({ MEILI_URL: 'http://m:7700', MEILI_SEARCH_KEY: 'k' }).engine).toEqual({ kind: 'meilisearch', url: 'http://m:7700', searchKey: 'k', adminKey: null });
    expect(readConfig({ OPENSEARCH_URL: 'https://o:9200' }).engine).toEqual({ kind: 'opensearch', urls: ['https://o:9200'], username: null, password: null, shards: 1, replicas: 1 });
    expect(readConfig({ ENGINE: 'sqlite', MEILI_URL: 'http://m:7700' }).engine).toEqual({ kind: 'sqlite' });
  });

  test('searches are limited where others can reach the server, unless said otherwise', () => {
    for (const HOST of ['127.0.0.1', '127.1.2.3', 'localhost', '::1']) expect(readConfig({ HOST }).rateLimit).toBe(0);
    for (const HOST of ['0.0.0.0', '::', '192.0.2.1', 'example.org']) expect(readConfig({ HOST }).rateLimit).toBe(600);
    expect(readConfig({ HOST: '0.0.0.0', RATE_LIMIT: '0' }).rateLimit).toBe(0);
    expect(readConfig({ RATE_LIMIT: '5' }).rateLimit).toBe(5);
  });

  test.each([
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['ENGINE', 'lucene'],
    ['ENGINE', 'SQLite'],
    ['MEILI_URL', 'localhost:7700'],
    ['MEILI_URL', 'ftp://m'],
    ['OPENSEARCH_URL', 'not a url'],
    ['OPENSEARCH_URL', 'http://a:9200,b'],
    ['OPENSEARCH_URL', 'http://user:word@a:9200'],
    ['OPENSEARCH_SHARDS', '0'],
    ['OPENSEARCH_SHARDS', 'two'],
    ['OPENSEARCH_REPLICAS', '-1'],
    ['RATE_LIMIT', 'many'],
    ['RATE_LIMIT', '-5'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s is refused in one line that names it', (name, value) => {
    let message = '';
    try {
      readConfig({ [name]: value });
    } catch (error) {
      expect(error).toMatchObject({ name: 'XunbaoError', code: 'invalid_config' });
      message = (error as Error).message;
    }
    expect(message).toMatch(new RegExp(`^${name}: .+$`));
    expect(message).not.toContain('\n');
  });

  test.each(['meilisearch', 'opensearch'])('%s needs its URL', (ENGINE) => {
    expect(() => readConfig({ ENGINE })).toThrow(/^(MEILI|OPENSEARCH)_URL: /);
  });

  test('a cluster may be named by several of its nodes, and a password in the URL is not repeated', () => {
    const engine = readConfig({ OPENSEARCH_URL: 'http://a:9200, http://b:9200', OPENSEARCH_SHARDS: '3', OPENSEARCH_REPLICAS: '0' }).engine;
    expect(engine).toMatchObject({ urls: ['http://a:9200', 'http://b:9200'], shards: 3, replicas: 0 });
    expect(() => readConfig({ OPENSEARCH_URL: 'http://user:hunter2@a:9200' })).toThrow(/^(?!.*hunter2)/);
  });

  test('PUBLIC_URL is an origin and nothing more, TRUST_PROXY is said plainly', () => {
    expect(readConfig({ PUBLIC_URL: 'https://News.example:443/' }).publicUrl).toBe('https://news.example');
    for (const PUBLIC_URL of ['news.example', 'ftp://x', 'https://x/papers', 'https://x/?a', 'https://u@x/', 'javascript:1']) expect(() => readConfig({ PUBLIC_URL })).toThrow('PUBLIC_URL');
    expect(readConfig({ TRUST_PROXY: '1' }).trustProxy).toBe(true);
    expect(() => readConfig({ TRUST_PROXY: 'yes' })).toThrow('TRUST_PROXY');
  });
});
