/**
 * Articles of annotated pages on other pages, among other neighbours and in other columns, some without the lines that name who wrote
 * them: what is learned of their words then holds however they are set, and where nothing but the words tells one article from the next.
 */
import { pageSources } from '../../../tests/fixtures/pages/annotated.ts';
import { diceOf, shuffled } from './dice.ts';

const SPAN = { narrowest: 16, widths: 21 } as const;
const INDENTS = ['lost', 'lost', 'kept', 'none gaps', 'lost gaps', 'none'] as const;
const BREAKS = [0, 0, 0, 11, 17, 26, 38] as const;
/** `（记者 张三）` behind the word that opens a report, and a name in brackets that ends it. */
const OPENING = /^p(?:本报|晚报|时报)?讯\s?[（(][^（()）]{2,24}[)）]/u;
const CLOSING = /[（(](?:本报)?(?:记者|通讯员)?\s?[^（()）]{2,10}[)）]$/u;
/** Less text makes no article, and more verse or table is not set in columns. */
const LEAST = 60;
const MOST_ROWS = 3;

interface Parts {
  readonly articles: string[][];
  readonly heads: string[][];
  readonly feet: string[][];
}

/** The pages of annotated `sources` made anew, in the format of `annotated.ts`; the same each time. */
export function setAnew(sources: readonly string[]): string {
  const dice = diceOf(5);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(dice() * from.length)]!;
  const { articles, heads, feet } = partsOf(sources);
  const deck = shuffled(articles, dice);
  const pages: string[] = [];
  while (deck.length > 0) {
    const [indent, every] = [pick(INDENTS), pick(BREAKS)];
    const rows = [`@width ${SPAN.narrowest + Math.floor(dice() * SPAN.widths)} ${indent}${every > 0 ? ` break ${every}` : ''}${dice() < 0.2 ? ' strays 3' : ''}${dice() < 0.1 ? ' cut' : ''}`];
    const gap = (often: number): boolean => indent.includes('gaps') || dice() < often;
    const gaps = { title: gap(0.75), heading: gap(0.33), text: gap(0.33) };
    if (heads.length > 0 && dice() < 0.7) rows.push(...pick(heads), '');
    const plain = dice() < 0.4;
    for (const [n, article] of deck.splice(0, 2 + Math.floor(dice() * 4)).entries()) {
      if (n > 0) rows.push('%');
      if (n > 0 && gaps.title) rows.push('');
      rows.push(...printed(plain || dice() < 0.3 ? nameless(article) : article, gaps));
    }
    if (feet.length > 0 && dice() < 0.5) rows.push('', ...pick(feet));
    pages.push(`=== anew ${pages.length + 1}\n${rows.filter((row, i) => row !== '' || rows[i - 1] !== '').join('\n')}\n`);
  }
  return pages.join('');
}

const nameless = (article: readonly string[]): string[] => article.filter((row) => row[0] !== '^').map((row) => (row[0] === 'p' ? row.replace(OPENING, 'p').replace(CLOSING, '') : row));

function* printed(article: readonly string[], gaps: { readonly heading: boolean; readonly text: boolean }): Generator<string> {
  const text = article.findIndex((row) => /^[pbcv]/u.test(row));
  for (const [i, row] of article.entries()) {
    if ((i === text && gaps.text) || (row[0] === 'h' && gaps.heading)) yield '';
    yield row;
  }
}

function partsOf(sources: readonly string[]): Parts {
  const parts: Parts = { articles: [], heads: [], feet: [] };
  for (const page of sources.flatMap(pageSources)) {
    const articles: string[][] = [[]];
    for (const row of page.trimEnd().split('\n').slice(1)) {
      if (row[0] === '%') articles.push([]);
      else if (row !== '' && !row.startsWith('@width')) articles.at(-1)!.push(row);
    }
    const [first, last] = [articles[0]!, articles.at(-1)!];
    const body = first.findIndex((row) => row[0] !== 'f');
    if (body > 0) parts.heads.push(first.splice(0, body));
    const end = last.findLastIndex((row) => row[0] !== 'f');
    if (end >= 0 && end < last.length - 1) parts.feet.push(last.splice(end + 1));
    parts.articles.push(...articles.map(joined).filter(isSettable));
  }
  return parts;
}

/** Paragraphs that were broken by hand are whole again. */
function joined(rows: readonly string[]): string[] {
  const whole: string[] = [];
  for (const row of rows) {
    const above = whole.at(-1) ?? '';
    if (row[0] === '|' && /^[pb]/u.test(above)) whole[whole.length - 1] = above + row.slice(1);
    else whole.push(row);
  }
  return whole;
}

const isSettable = (rows: readonly string[]): boolean => rows.some((row) => row[0] === '#') && rows.filter((row) => /^[pb]/u.test(row)).join('').length > LEAST && rows.filter((row) => row[0] === 'v').length <= MOST_ROWS;
