/** Bundles what the browser needs, in memory, once at start: in each language a script for all pages and one for the clippings, one style sheet, the mark. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type OutputFile, type Plugin } from 'esbuild';
import type { Lang } from './languages.ts';
import { toTraditional } from './traditional.ts';

export interface WebAsset {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** Paths of the assets, for the pages to name. */
export interface AssetUrls {
  /** By language: a browser is sent the words of its own only. */
  readonly script: Readonly<Record<Lang, string>>;
  /** Of the page of clippings, besides `script`. */
  readonly clippings: Readonly<Record<Lang, string>>;
  readonly style: string;
  readonly mark: string;
}

export interface WebBuild {
  readonly urls: AssetUrls;
  /** By path (`/assets/<name>-<hash>.<ext>`); the hash names the content, so they never go stale. */
  readonly files: ReadonlyMap<string, WebAsset>;
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Markup in templates is indented for us alone: htm drops white space around a line break. */
const unindented: Plugin = {
  name: 'unindented',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]web[\\/]views[\\/][\w-]+\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(/\n\s+/g, '\n').replace(/([>}])\n([<$])/g, '$1$2'),
      loader: 'ts',
    })),
};

/** Leaves one language of the messages. Those in traditional characters are converted here, once. */
const spoken = (lang: Lang): Plugin => ({
  name: 'spoken',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]web[\\/]i18n[\w-]*\.ts$/ }, async ({ path }) => {
      const all = "{ zh, 'zh-Hant': traditional(zh), en }";
      const source = await readFile(path, 'utf8');
      if (!source.includes(all)) throw new Error(`${path} does not end in ${all}`);
      const one = source.replace(all, lang === 'zh-Hant' ? "{ 'zh-Hant': zh }" : `{ ${lang} }`).replace(/^import .*traditional.*$/m, '');
      return { contents: lang === 'zh-Hant' ? toTraditional(one) : one, loader: 'ts' };
    }),
});

const bundle = (lang: Lang, entry: string): Promise<{ outputFiles: OutputFile[] }> =>
  build({
    entryPoints: [entry],
    outdir: here('.'),
    bundle: true,
    plugins: [unindented, spoken(lang)],
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: ['es2022', 'chrome109', 'firefox115', 'safari16'],
    // Chinese stays Chinese: escapes would double the size of the messages.
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  });

export async function buildWeb(): Promise<WebBuild> {
  const files = new Map<string, WebAsset>();
  const add = (name: string, extension: string, type: string, bytes: Uint8Array): string => {
    const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 10);
    const path = `/assets/${name}-${hash}.${extension}`;
    files.set(path, { bytes, type });
    return path;
  };
  const bundled = async (lang: Lang, name: string, entry: string): Promise<string> => {
    const { outputFiles } = await bundle(lang, here(entry));
    const type = entry.endsWith('.css') ? 'css' : 'js';
    return add(name, type, `text/${type === 'js' ? 'javascript' : type}; charset=utf-8`, outputFiles[0]!.contents);
  };
  const inEach = async (name: string, entry: string): Promise<Record<Lang, string>> => {
    const [zh, hant, en] = await Promise.all([bundled('zh', name, entry), bundled('zh-Hant', name, entry), bundled('en', name, entry)]);
    return { zh, 'zh-Hant': hant, en };
  };
  const [script, clippings, style] = await Promise.all([inEach('app', 'client.ts'), inEach('clippings', 'clippings.ts'), bundled('zh', 'style', 'style.css')]);
  const mark = add('mark', 'svg', 'image/svg+xml', await readFile(here('mark.svg')));
  return { urls: { script, clippings, style, mark }, files };
}
