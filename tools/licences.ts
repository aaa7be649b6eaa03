/** `npm run licences`: the licence of every package that runs in production, as docs/licences.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Locked {
  readonly version: string;
  readonly dev?: boolean;
  readonly license?: string;
}

export interface Licence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** From the lock file, which names the licence of each package as npm knew it at install. */
export function licences(): Licence[] {
  const { packages } = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
  const found = new Map<string, Licence>();
  for (const [path, { version, dev, license }] of Object.entries(packages)) {
    if (path === '' || dev) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    found.set(`${name}@${version}`, { name, version, licence: license ?? 'not stated' });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

export function asMarkdown(list: readonly Licence[]): string {
  const rows = list.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |\n`).join('');
  return `# Licences\n\nOf every package that runs in production, from package-lock.json. \`npm run licences\` writes this file.\n\n| package | version | licence |\n| --- | --- | --- |\n${rows}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(at('docs/licences.md'), asMarkdown(licences()));
