/** Two articles side by side, such as one text that was issued twice: what changed, above all which figures. */
import type { Comparison, Part, Row } from '../../src/server/compare.ts';
import type { ArticleJson } from '../../src/server/schema.ts';
import { html, type Content } from '../html.ts';
import { MESSAGES, type Lang, type Messages } from '../i18n.ts';
import { SERVER_MESSAGES, type ServerMessages } from '../i18n-server.ts';
import { NO_PARAMS } from '../params.ts';
import { footer } from './footer.ts';
import { masthead } from './masthead.ts';
import { placeOf } from './onward.ts';
import { when } from './text.ts';

export interface ComparePageData {
  readonly left: ArticleJson;
  readonly right: ArticleJson;
  readonly comparison: Comparison;
}

interface CompareView extends ComparePageData {
  readonly lang: Lang;
  readonly mark: string;
}

export function comparePage({ left, right, comparison, lang, mark }: CompareView): Content {
  const m = MESSAGES[lang];
  const words = SERVER_MESSAGES[lang];
  const { rows, figures } = comparison;
  const count = (kind: Row['kind']): number => rows.filter((row) => row.kind === kind).length;
  return html`
    <div class="page">
      <a class="skip" href="#compare">${words.skip}</a>
      ${masthead({ m, mark, text: '', params: NO_PARAMS, large: false, lang, here: `/articles/${left.id}/compare/${right.id}` })}
      <main id="compare" class="compare" tabindex="-1">
        <h1>${words.compare.heading}</h1>
        <p class="compare-sum">${words.compare.sum(count('same'), count('changed'), count('left'), count('right'))}</p>
        ${figures.length > 0 && html`
          <section class="figures" aria-labelledby="figures-heading">
            <h2 id="figures-heading">${words.compare.figures(figures.length)}</h2>
            <ul>${figures.map(({ left, right, row }) => html`<li><a href=${`#r${row}`}><del>${left}</del> → <ins>${right}</ins></a></li>`)}</ul>
          </section>`}
        <div class="compare-heads">${head(left, m)}${head(right, m)}</div>
        <div class="compare-rows" lang="zh-Hans">${together(rows).map((group) => rowsOf(group, left, right, words))}</div>
      </main>
      ${footer(m)}
    </div>`;
}

const head = (article: ArticleJson, m: Messages): Content => html`
  <div><h2 lang="zh-Hans"><a href=${`/articles/${article.id}`}>${article.title ?? m.untitled}</a></h2><p>${when(article, m)} ${placeOf(article, m)}</p></div>`;

interface Numbered {
  readonly row: Row;
  readonly at: number;
}

/** Runs of paragraphs that are the same, and every other paragraph by itself. */
function together(rows: readonly Row[]): Numbered[][] {
  const groups: Numbered[][] = [];
  for (const [at, row] of rows.entries()) {
    const last = groups.at(-1);
    if (row.kind === 'same' && last?.[0]?.row.kind === 'same') last.push({ row, at });
    else groups.push([{ row, at }]);
  }
  return groups;
}

function rowsOf(group: readonly Numbered[], left: ArticleJson, right: ArticleJson, words: ServerMessages): Content {
  const content = group.map(({ row, at }) => line(row, at, left, right, words));
  return group[0]?.row.kind === 'same'
    ? html`<details class="compare-same"><summary lang=${words.tag}>${words.compare.same(group.length)}</summary>${content}</details>`
    : content;
}

function line(row: Row, at: number, left: ArticleJson, right: ArticleJson, words: ServerMessages): Content {
  const id = `r${at}`;
  switch (row.kind) {
    case 'same':
      return html`<div class="compare-row" id=${id}>${cell(left, row.left.ordinal, row.left.text)}${cell(right, row.right.ordinal, row.right.text)}</div>`;
    case 'changed':
      return html`<div class="compare-row" id=${id}>${cell(left, row.left.ordinal, parts(row.leftParts, 'del'))}${cell(right, row.right.ordinal, parts(row.rightParts, 'ins'))}</div>`;
    case 'left':
      return html`<div class="compare-row" id=${id}>${cell(left, row.paragraph.ordinal, row.paragraph.text)}<p class="compare-none" lang=${words.tag}>${words.compare.none}</p></div>`;
    case 'right':
      return html`<div class="compare-row" id=${id}><p class="compare-none" lang=${words.tag}>${words.compare.none}</p>${cell(right, row.paragraph.ordinal, row.paragraph.text)}</div>`;
  }
}

const cell = (article: ArticleJson, ordinal: number, text: Content): Content => html`
  <p><a class="anchor" href=${`/articles/${article.id}#p${ordinal}`}>${ordinal}</a>${text}</p>`;

const parts = (list: readonly Part[], element: 'ins' | 'del'): Content[] =>
  list.map(({ text, kind }) => (kind === 'same' ? text : html`<${element} class=${kind === 'figure' ? 'figure' : undefined}>${text}</${element}>`));
