/** References to be read by people. What the page does not state is said to be missing, or left out where the style leaves it out. */
import type { Reference } from './reference.ts';

/**
 * GB/T 7714—2015, sequential system: `作者. 题名[N/OL]. 报纸名, 日期(版次)[引用日期]. 地址.` An article of no known
 * paper is an electronic bulletin, `[EB/OL]`.
 */
export function gbt7714(r: Reference): string {
  const authors = r.authors.length > 3 ? `${r.authors.slice(0, 3).join(', ')}, 等` : r.authors.join(', ');
  const head = `${authors === '' ? '' : `${authors}. `}${r.title ?? '[无题]'}`;
  const day = r.date ?? yearOf(r, '');
  if (r.paper === null) return `${head}[EB/OL]. ${day === null ? '' : day.startsWith('[') ? day : `(${day})`}[${r.accessed}]. ${r.url}.`;
  return `${head}[N/OL]. ${r.paper}, ${day ?? '[日期不详]'}${r.page === null ? '' : `(${r.page})`}[${r.accessed}]. ${r.url}.`;
}

const yearOf = ({ year, yearInferred }: Reference, doubt: string): string | null =>
  year === null ? null : yearInferred ? `[${year}${doubt}]` : String(year);

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** `May 4, 2023`. */
function longDate(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? date : `${name} ${Number(day)}, ${year}`;
}

/** The Chicago Manual of Style, 17th edition, notes and bibliography. */
export function chicago(r: Reference): string {
  const day = r.date === null ? yearOf(r, '?') : longDate(r.date);
  const title = r.title ?? 'Untitled article';
  const where = [r.paper, day ?? 'n.d.', r.page === null ? null : `p. ${r.page}`].filter((part) => part !== null).join(', ');
  const accessed = r.date === null ? ` Accessed ${longDate(r.accessed)}.` : '';
  return `${namesOf(r.authors)}“${ended(title)}” ${ended(where)}${accessed} ${r.url}.`;
}

const ended = (text: string): string => (/[.?!。？！…]$/u.test(text) ? text : `${text}.`);

function namesOf(authors: readonly string[]): string {
  const [first, ...others] = authors;
  if (first === undefined) return '';
  if (others.length === 0) return `${first}. `;
  if (authors.length > 10) return `${authors.slice(0, 7).join(', ')}, et al. `;
  return `${authors.slice(0, -1).join(', ')}, and ${authors.at(-1)}. `;
}

/** Text with where it stands: `“……”——《题名》，报纸，2023年5月4日第3版。地址`; without a text only where. */
export function quotation(text: string | null, r: Reference): string {
  const [year, month, day] = r.date?.split('-').map(Number) ?? [];
  const when = day === undefined ? (r.year === null ? '日期未注明' : r.yearInferred ? `约${r.year}年` : `${r.year}年`) : `${year}年${month}月${day}日`;
  const where = [r.paper, `${when}${r.page === null ? '' : `第${r.page}版`}`].filter((part) => part !== null).join('，');
  const by = r.authors.length === 0 ? '' : `${r.authors.join('、')}：`;
  return `${text === null ? '' : `“${inner(text)}”——`}${by}${r.title === null ? '（无题）' : `《${r.title}》`}，${where}。${r.url}`;
}

/** Quotation marks inside a quotation are single. */
const inner = (text: string): string => text.trim().replaceAll('“', '‘').replaceAll('”', '’');
