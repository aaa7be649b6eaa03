/** How the query was taken, clause by clause, each removed by one click. */
import type { SearchJson } from '../../src/server/schema.ts';
import { cutOut } from '../cut.ts';
import type { Messages } from '../i18n.ts';
import { html, type Content } from '../html.ts';
import { change, pageUrl, type Params } from '../params.ts';
import { chip } from './chip.ts';
import { quoted } from './text.ts';

type Query = SearchJson['query'];
type Clause = Query['understood'][number];

/** A single plain word is in the box for all to see, and needs no telling. */
const isTelling = ({ kind, words, synonyms }: Clause): boolean => kind !== 'word' || words.length > 1 || synonyms.length > 0;

/** `params` are those of the search that `query` was the answer to. */
export function clauseChips({ q, understood }: Query, params: Params, m: Messages): Content[] {
  if (understood.length < 2 && !understood.some(isTelling)) return [];
  const others = [...new Set(understood.flatMap(({ synonyms }) => synonyms))];
  const without = (clause: Clause): string => pageUrl(change(params, { q: cutOut(q, clause.at) }));
  return [
    ...understood.map((clause) => html`<li>${chip({ kind: clause.kind, href: without(clause), m, ...label(clause, m), note: note(clause, params, m) })}</li>`),
    others.length > 0 && html`
      <li><a class="chip chip-all" href=${pageUrl(change(params, { synonyms: !params.synonyms }))}>${params.synonyms ? m.asTyped : html`<span lang="zh-Hans">${m.alsoFind(others)}</span>`}</a></li>`,
  ];
}

const FIELD = /^(title|author|section|district|year)[:：](.+)$/is;

/** Signs and names of fields in words; what a run was cut into in place of the run where that says the same. */
function label({ kind, text, words }: Clause, m: Messages): { facet?: string | undefined; value: Content } {
  const excluded = kind === 'not';
  const bare = excluded ? text.slice(1) : text;
  const said = (value: string): string => (excluded ? m.excluded(value) : value);
  const [, field, value = ''] = excluded || kind === 'field' || kind === 'years' ? (FIELD.exec(bare) ?? []) : [];
  if (field === undefined) return { value: !excluded && words.join('') === text ? html`<span lang="zh-Hans">${dotted(words)}</span>` : quoted(said(bare), bare) };
  const names: Readonly<Record<string, string>> = { ...m.kinds, ...m.facets };
  const name = field.toLowerCase();
  if (name === 'year') return { facet: names[name], value: said(value.normalize('NFKC').toLowerCase() === 'none' ? m.unstated : value) };
  return { facet: names[name], value: quoted(said(value), value) };
}

function note({ text, words, synonyms }: Clause, params: Params, m: Messages): Content[] {
  return [
    words.length > 1 && words.join('') !== text && html`<span lang="zh-Hans">${dotted(words)}</span>`,
    params.synonyms && synonyms.length > 0 && html`<span lang="zh-Hans">${m.including(synonyms)}</span>`,
  ].filter(Boolean);
}

const dotted = (words: readonly string[]): Content[] => words.map((word, i) => (i === 0 ? word : html`<i> · </i>${word}`));
