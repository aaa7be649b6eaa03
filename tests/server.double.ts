/** An index of a few invented articles, searched by looking, and an app around it. */
import { type Article, FACETS, type FacetName, paragraphId } from '../src/domain.ts';
import type { FacetKey, Hit, SearchRequest } from '../src/engine/engine.ts';
import type { Plan } from '../src/query/plan.ts';
import { createLogger } from '../src/logger.ts';
import { createApp } from '../src/server/app.ts';
import type { AppOptions, Pages, Reader } from '../src/server/context.ts';

type Given = Partial<Omit<Article, 'id' | 'paragraphs'>> & { id: string; texts: readonly string[] };

export function article({ id, texts, ...given }: Given): Article {
  return {
    id,
    title: null,
    subtitle: null,
    authors: [],
    date: null,
    year: given.date ? Number(given.date.slice(0, 4)) : null,
    yearBasis: given.date ? 'printed-date' : 'none',
    yearsMentioned: [],
    districts: [],
    districtsMentioned: [],
    source: { file: null, paper: null, page: null, url: null },
    ...given,
    paragraphs: texts.map((text, i) => ({ id: paragraphId(id, i + 1), ordinal: i + 1, section: null, kind: 'body', text })),
  };
}

export const ARTICLES: readonly Article[] = [
  article({
    id: 'lake1',
    title: '湖畔图书馆延长开放',
    authors: ['程晓'],
    date: '2023-05-04',
    districts: ['临湖区'],
    texts: ['临湖区图书馆自本周起延长开放两小时。', '=SUM(1,2) 写在墙上的式子，让孩子们停下脚步。', '图书馆里新添了一千册图书。'],
  }),
  article({ id: 'bridge2', title: '老桥修缮 <完工>', authors: ['程晓', '高远'], date: '2024-01-09', districts: ['东桥区'], texts: ['老桥修缮完工，图书角也搬到了桥头。'] }),
  article({ id: 'old_3', texts: ['旧报上的一则启事，没有写明日期。'] }),
];

function matches(plan: Plan, text: string): boolean {
  const has = (forms: readonly string[]): boolean => forms.some((form) => text.includes(form));
  switch (plan.kind) {
    case 'all':
      return true;
    case 'and':
      return plan.plans.every((p) => matches(p, text));
    case 'or':
      return plan.plans.some((p) => matches(p, text));
    case 'not':
      return !matches(plan.plan, text);
    case 'term':
      return has(plan.term.forms);
    case 'run':
      return plan.terms.every((term) => has(term.forms));
    default:
      return false;
  }
}

const keysOf = ({ article, paragraph }: Hit, facet: FacetName): FacetKey[] => {
  const keys = {
    district: article.districts,
    year: article.year === null ? [] : [String(article.year)],
    section: paragraph.section === null ? [] : [paragraph.section],
    author: article.authors,
  }[facet];
  return keys.length === 0 ? [null] : keys;
};

function passes(hit: Hit, { filters }: SearchRequest, but: FacetName | null): boolean {
  const { date } = hit.article;
  if (filters.from !== null && (date === null || date < filters.from)) return false;
  if (filters.to !== null && (date === null || date > filters.to)) return false;
  return FACETS.every((facet) => {
    if (facet === but) return true;
    const { only, not } = filters.facets[facet];
    const keys = keysOf(hit, facet);
    return (only.length === 0 || keys.some((key) => only.includes(key))) && !keys.some((key) => not.includes(key));
  });
}

const time = (hit: Hit): string => hit.article.date ?? '';

export function double(articles: readonly Article[] = ARTICLES): Reader {
  const all: Hit[] = articles.flatMap(({ paragraphs, ...head }) => paragraphs.map((paragraph) => ({ article: head, paragraph })));
  return {
    name: 'double',
    async search(request) {
      const matching = all.filter((hit) => matches(request.plan, hit.paragraph.text));
      const hits = matching.filter((hit) => passes(hit, request, null));
      if (request.sort === 'newest') hits.sort((a, b) => time(b).localeCompare(time(a)));
      if (request.sort === 'oldest') hits.sort((a, b) => (time(a) || '9').localeCompare(time(b) || '9'));
      const facets = Object.fromEntries(
        request.facets.map((facet) => {
          const counts = new Map<FacetKey, number>();
          for (const hit of matching.filter((h) => passes(h, request, facet))) {
            for (const key of keysOf(hit, facet)) counts.set(key, (counts.get(key) ?? 0) + 1);
          }
          return [facet, [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count)];
        }),
      );
      const start = (request.page - 1) * request.size;
      return {
        hits: hits.slice(start, start + request.size),
        total: hits.length,
        totalArticles: new Set(hits.map((hit) => hit.article.id)).size,
        totalIsExact: true,
        facets,
        relaxed: null,
      };
    },
    async article(id) {
      return articles.find((a) => a.id === id) ?? null;
    },
    async ids(after, limit) {
      return articles.map(({ id }) => id).sort().filter((id) => after === null || id > after).slice(0, limit);
    },
    async together(which, limit) {
      const firsts = all.filter(({ article, paragraph }) => paragraph.ordinal === 1 && ('file' in which ? article.source.file === which.file : 'date' in which ? article.date === which.date : which.families.includes(article.repeatOf ?? article.id)));
      return firsts.sort((a, b) => (a.article.id < b.article.id ? -1 : 1)).slice(0, limit);
    },
    async stats() {
      const dates = articles.flatMap((a) => a.date ?? []).sort();
      return {
        engine: 'double',
        version: '1',
        indexId: 'hidden-index-name',
        articles: articles.length,
        paragraphs: all.length,
        firstDate: dates[0] ?? null,
        lastDate: dates.at(-1) ?? null,
        undated: articles.filter((a) => a.date === null).length,
        lastIngest: articles.length === 0 ? null : '2026-01-02T03:04:05.000Z',
      };
    },
    async ready() {},
  };
}

/** Pages that show what they were given, so that a test of the server can look at that. */
export const PAGES: Pages = {
  renderSearchPage: ({ lang, response, problem, stats }) => `<search>${JSON.stringify({ lang, response, problem, stats })}</search>`,
  renderArticlePage: ({ lang, page }) => `<article>${JSON.stringify({ lang, page })}</article>`,
  renderComparePage: ({ lang, page }) => `<compare>${JSON.stringify({ lang, page })}</compare>`,
  renderClippingsPage: ({ lang }) => `<clippings>${JSON.stringify({ lang })}</clippings>`,
  renderCoveragePage: ({ lang, page }) => `<coverage>${JSON.stringify({ lang, page })}</coverage>`,
  renderDocsPage: ({ lang, api }) => `<docs>${JSON.stringify({ lang, api })}</docs>`,
  renderErrorPage: ({ lang, problem }) => `<error>${JSON.stringify({ lang, problem })}</error>`,
};

const MARK = '/assets/mark-abc.svg';

export function appWith(given: Partial<AppOptions> = {}) {
  return createApp({
    reader: double(),
    pages: PAGES,
    web: {
      urls: { script: { zh: '/assets/app-abc.js', 'zh-Hant': '/assets/app-abd.js', en: '/assets/app-abe.js' }, clippings: { zh: '/assets/clippings-abc.js', 'zh-Hant': '/assets/clippings-abc.js', en: '/assets/clippings-abc.js' }, style: '/assets/style-abc.css', mark: MARK },
      files: new Map([[MARK, { bytes: new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'), type: 'image/svg+xml' }]]),
    },
    logger: createLogger('silent'),
    version: '0.0.0-test',
    ...given,
  });
}
