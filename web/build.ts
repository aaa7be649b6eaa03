/** Bundles what the browser needs, in memory, once at start: a script for all pages and one for the clippings, one style sheet, the mark. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

export interface WebAsset {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** Paths of the assets, for the pages to name. */
export interface AssetUrls {
  readonly script: string;
  /** Of the page of clippings, besides `script`. */
  readonly clippings: string;
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

export async function buildWeb(): Promise<WebBuild> {
  const [bundle, mark] = await Promise.all([
    build({
      entryPoints: { app: here('client.ts'), clippings: here('clippings.ts'), style: here('style.css') },
      outdir: here('.'),
      bundle: true,
      plugins: [unindented],
      minify: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      target: ['es2022', 'chrome109', 'firefox115', 'safari16'],
      // Chinese stays Chinese: escapes would double the size of the messages.
      charset: 'utf8',
      legalComments: 'none',
      logLevel: 'silent',
    }),
    readFile(here('mark.svg')),
  ]);
  const output = (ending: string): Uint8Array => {
    const file = bundle.outputFiles.find((f) => f.path.endsWith(ending));
    if (!file) throw new Error(`the web bundle lacks its ${ending}`);
    return file.contents;
  };
  const files = new Map<string, WebAsset>();
  const add = (name: string, extension: string, type: string, bytes: Uint8Array): string => {
    const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 10);
    const path = `/assets/${name}-${hash}.${extension}`;
    files.set(path, { bytes, type });
    return path;
  };
  const urls = {
    script: add('app', 'js', 'text/javascript; charset=utf-8', output('app.js')),
    clippings: add('clippings', 'js', 'text/javascript; charset=utf-8', output('clippings.js')),
    style: add('style', 'css', 'text/css; charset=utf-8', output('.css')),
    mark: add('mark', 'svg', 'image/svg+xml', mark),
  };
  return { urls, files };
}
