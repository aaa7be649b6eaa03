/** Everything the page of an article shows, gathered. What stands around the article may fail; the article may not. */
import type { Article } from '../domain.ts';
import { parseQuery } from '../query/parse.ts';
import { planTerms } from '../query/plan.ts';
import { understand } from '../query/understand.ts';
import { highlighter } from '../text/highlight.ts';
import { referenceOf } from '../../web/cite/reference.ts';
import type { ArticlePageData } from '../../web/views/article.ts';
import { checkCite, citeOf } from './cite.ts';
import { compareArticles } from './compare.ts';
import type { RouteOptions } from './context.ts';
import { withDeadline } from './deadline.ts';
import { presentRepeats, repeatsOf } from './fold.ts';
import { neighboursOf } from './neighbours.ts';
import type { FindRelated } from './related.ts';
import { today } from './today.ts';

/** An article is worth waiting for, what is beside it is not. */
const AROUND_MS = 600;
/** Repeats that are read to say how many of their figures are others. */
const COMPARED = 4;
/** Paragraphs of an article that is compared while it is opened; comparing a book takes a second, in which nobody is served. */
const COMPARABLE = 1000;

/** `query` is that of the page's address, `url` the canonical address. */
export async function articlePageData(options: RouteOptions & { readonly findRelated: FindRelated }, article: Article, query: URLSearchParams, url: string, client: AbortSignal): Promise<ArticlePageData> {
  const { reader, logger, findRelated } = options;
  const typed = (name: string): string => query.get(name) ?? '';
  const reading = { q: typed('q'), find: typed('find').trim(), printed: typed('view') === 'printed' };
  const mark = highlighter(planTerms(understand(parseQuery(reading.find || reading.q).query)));
  const orNothing = <T>(work: (signal: AbortSignal) => Promise<T>, nothing: T): Promise<T> =>
    withDeadline(client, AROUND_MS, work).catch((error: unknown) => {
      logger.debug('an article without what is around it', { article: article.id, error });
      return nothing;
    });
  const [neighbours, related, repeats] = await Promise.all([
    orNothing((signal) => neighboursOf(reader, article, { signal }), null),
    orNothing((signal) => findRelated(article, { signal }), []),
    orNothing(async (signal) => presentRepeats(article, await repeatsOf(reader, [article], { signal })), []),
  ]);
  const others = await orNothing((signal) => Promise.all(repeats.slice(0, COMPARED).map(({ id }) => reader.article(id, { signal }))), []);
  const comparable = others.filter((other) => other !== null).filter(({ paragraphs }) => Math.max(article.paragraphs.length, paragraphs.length) <= COMPARABLE);
  return {
    article,
    titleHighlights: mark(article.title ?? ''),
    subtitleHighlights: mark(article.subtitle ?? ''),
    paragraphHighlights: Object.fromEntries(article.paragraphs.map(({ id, text }) => [id, mark(text)])),
    reading,
    reference: referenceOf(article, url, today()),
    cites: Object.fromEntries(article.paragraphs.map((p) => [p.id, citeOf(p)])),
    check: checkCite(typed('cite'), article.paragraphs),
    neighbours,
    related,
    repeats,
    figures: Object.fromEntries(comparable.map((other) => [other.id, compareArticles(article, other).figures.length])),
  };
}
