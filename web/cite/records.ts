/** References to be read by programs: BibTeX and RIS. */
import { line, type Reference } from './reference.ts';

const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}', '{': '\\textbraceleft{}', '}': '\\textbraceright{}', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}',
  '%': '\\%', '$': '\\$', '&': '\\&', '#': '\\#', _: '\\_',
};
/** Braces are spelled out, because BibTeX counts them even behind a backslash. */
const tex = (text: string): string => text.replace(/[\\{}~^%$&#_]/g, (sign) => TEX[sign] ?? sign);

export function bibtex(r: Reference): string {
  const [year, month, day] = r.date?.split('-') ?? [];
  const fields: (readonly [name: string, value: string | null])[] = [
    // Each name in braces of its own, so that it is not taken apart at a space or an "and".
    ['author', r.authors.length === 0 ? null : r.authors.map((name) => `{${tex(name)}}`).join(' and ')],
    ['title', `{${tex(r.title ?? '[无题]')}}`],
    ['journal', r.paper === null ? null : tex(r.paper)],
    ['year', year ?? (r.year === null ? null : String(r.year))],
    ['month', month === undefined ? null : String(Number(month))],
    ['day', day === undefined ? null : String(Number(day))],
    ['pages', r.page === null ? null : tex(r.page)],
    ['note', r.date === null && r.year !== null && r.yearInferred ? 'year inferred from the text' : null],
    ['url', urlIn(r.url)],
    ['urldate', r.accessed],
  ];
  const lines = fields.flatMap(([name, value]) => (value === null ? [] : [`  ${name} = {${value}},\n`]));
  return `@${r.paper === null ? 'misc' : 'article'}{xunbao-${r.id},\n${lines.join('')}}\n`;
}

/** An address is taken as it stands; only what would unbalance the braces is encoded. */
const urlIn = (url: string): string => url.replaceAll('{', '%7B').replaceAll('}', '%7D');

export function ris(r: Reference, quoted: string | null = null): string {
  const lines: (readonly [tag: string, value: string | null])[] = [
    ['TY', r.paper === null ? 'ELEC' : 'NEWS'],
    ['ID', r.id],
    ...r.authors.map((name) => ['AU', name] as const),
    ['TI', r.title ?? '[无题]'],
    ['T2', r.paper],
    ['PY', r.date?.slice(0, 4) ?? (r.year === null ? null : String(r.year))],
    ['DA', r.date === null ? null : `${r.date.replaceAll('-', '/')}/`],
    ['SP', r.page],
    ['N1', quoted],
    ['UR', r.url],
    ['Y2', `${r.accessed.replaceAll('-', '/')}/`],
    ['LA', 'zh'],
  ];
  return `${lines.flatMap(([tag, value]) => (value === null ? [] : [`${tag}  - ${line(value)}\r\n`])).join('')}ER  - \r\n`;
}
