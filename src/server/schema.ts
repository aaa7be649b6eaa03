/**
 * The wire shapes, once: the server answers with them, the OpenAPI document is generated from them
 * and the web client takes its types from here (types only; zod never reaches the browser).
 */
import { z } from 'zod';
import { PARAGRAPH_KINDS, YEAR_BASES } from '../domain.ts';
import { WARNINGS } from '../query/ast.ts';

const SORTS = ['relevance', 'newest', 'oldest'] as const;

const facetValues = z.array(z.string().max(200)).max(100);
const yearValues = z.array(z.string().regex(/^(?:(?!0000)\d{4}|none)$/, 'must be a year of four digits, or none')).max(100);
const day = z.iso.date('must be a day that exists, as YYYY-MM-DD');

/** What a search may be asked, after `readSearchParams` has gathered the repeated parameters. */
export const searchParamsSchema = z.object({
  q: z.string().default('').describe('The query. Empty lists everything, newest first; what exceeds 2,000 characters is left out, with a warning.'),
  district: facetValues.default([]).describe('Any of these districts; `none` = not stated.'),
  year: yearValues.default([]).describe('Any of these years; `none` = not stated.'),
  section: facetValues.default([]).describe('Any of these sections; `none` = not stated.'),
  author: facetValues.default([]).describe('Any of these authors; `none` = not stated.'),
  'not.district': facetValues.default([]).describe('None of these districts.'),
  'not.year': yearValues.default([]).describe('None of these years.'),
  'not.section': facetValues.default([]).describe('None of these sections.'),
  'not.author': facetValues.default([]).describe('None of these authors.'),
  from: day.optional().describe('First day of publication, inclusive.'),
  to: day.optional().describe('Last day of publication, inclusive.'),
  sort: z.enum(SORTS).default('relevance').describe('Order of the hits.'),
  page: z.int().min(1).default(1).describe('Page of the hits, from 1; page × size is at most 10,000.'),
  size: z.int().min(1).max(100).default(20).describe('Hits on a page.'),
  fold: z.enum(['on', 'off']).default('off').describe('Whether of near repeats only the best one is among the hits; totals and facets count all.'),
  rates: z.enum(['on', 'off']).default('off').describe('Whether facet values also tell how many paragraphs there are of them, to compare by.'),
  synonyms: z.enum(['on', 'off']).default('on').describe('Whether a word also finds its other names, such as 哈市 for 哈尔滨市.'),
});

export const suggestParamsSchema = z.object({
  q: z.string().default('').describe('What has been typed; its last word is completed, pinyin too.'),
  limit: z.int().min(1).max(20).default(8).describe('Suggestions at most.'),
});

const INTERVALS = ['year', 'month', 'day'] as const;
const { page: _page, size: _size, sort: _sort, fold: _fold, rates: _rates, ...narrowing } = searchParamsSchema.shape;
export const trendsParamsSchema = z.object({ ...narrowing, interval: z.enum(INTERVALS).default('year').describe('Width of a bucket.') });

const CITATION_FORMATS = ['gbt7714', 'chicago', 'bibtex', 'ris', 'quotation'] as const;
export const citationParamsSchema = z.object({
  format: z.enum(CITATION_FORMATS).default('gbt7714').describe('Style of the reference; `quotation` is the text of `p` with where it stands.'),
  p: z.int().min(1).optional().describe('Paragraph that is cited, by its ordinal; the address then carries a hash of its text.'),
});

const range = z.tuple([z.int().min(0), z.int().min(0)]).describe('[start, end) in UTF-16 units of the string beside it');

export const paragraphSchema = z.object({
  id: z.string(),
  ordinal: z.int().min(1).describe('place in the article, from 1; `#p<ordinal>` on its page'),
  section: z.string().nullable().describe('heading under which it stands'),
  kind: z.enum(PARAGRAPH_KINDS).describe('what it is by place and form, never by subject'),
  text: z.string().describe('as printed, wraps mended and nothing else changed'),
  origin: z
    .object({
      lines: z.tuple([z.int(), z.int()]).describe('first and last line in the source file, from 1'),
      except: z.array(z.int()).optional().describe('lines in between that are other paragraphs'),
      mends: z.array(z.object({ at: z.int(), was: z.string() })).describe('white space left out before offset `at`'),
    })
    .optional(),
});

const articleSchema = z.object({
  id: z.string().describe('the same whenever the same article is read again'),
  title: z.string().nullable(),
  subtitle: z.string().nullable(),
  authors: z.array(z.string()).describe('who wrote it; see `credits` for everyone named'),
  date: z.string().nullable().describe('day of publication, YYYY-MM-DD; null = not stated'),
  year: z.int().nullable(),
  yearBasis: z.enum(YEAR_BASES).describe('where the year came from, surest first'),
  yearsMentioned: z.array(z.int()),
  districts: z.array(z.string()).describe('districts it is about'),
  districtsMentioned: z.array(z.string()).describe('districts named in passing'),
  source: z.object({
    file: z.string().nullable().describe('path as given to the ingest'),
    paper: z.string().nullable(),
    page: z.string().nullable().describe('page of the paper as printed, such as 3 or A12'),
    url: z.string().nullable(),
  }),
  credits: z.array(z.object({ name: z.string(), role: z.string() })).optional(),
  repeatOf: z.string().optional().describe('the first article of which this one is a near repeat'),
  paragraphs: z.array(paragraphSchema),
});

const repeatSchema = z.object({
  id: z.string(),
  title: z.string().nullable(),
  date: z.string().nullable(),
  year: z.int().nullable(),
  paper: z.string().nullable(),
  page: z.string().nullable(),
  url: z.string(),
});

export const articleResponseSchema = articleSchema.extend({
  repeats: z.array(repeatSchema).describe('near repeats of the article: re-extractions, reprints, releases issued again; the earliest first'),
});

export const hitSchema = z.object({
  id: z.string().describe('id of the paragraph'),
  articleId: z.string(),
  ordinal: z.int().min(1),
  title: z.string().nullable(),
  section: z.string().nullable().describe('heading under which it stands'),
  kind: z.enum(PARAGRAPH_KINDS),
  date: z.string().nullable().describe('day of publication, YYYY-MM-DD; null = not stated'),
  year: z.int().nullable(),
  districts: z.array(z.string()),
  authors: z.array(z.string()),
  paper: z.string().nullable(),
  page: z.string().nullable(),
  text: z.string().describe('the whole paragraph as printed'),
  highlights: z.array(range).describe('marks in `text`'),
  titleHighlights: z.array(range),
  subtitle: z.string().nullable(),
  subtitleHighlights: z.array(range),
  snippet: z.object({ text: z.string(), highlights: z.array(range) }),
  url: z.string().describe('page of the article, at the paragraph, with the query marked'),
  family: z.string().describe('the same for near repeats of one article: the id of the first of them, its own when it stands alone'),
  repeats: z.array(repeatSchema).optional().describe('with fold=on: the other articles of the family, the earliest first'),
});

const facetSchema = z.array(
  z.object({
    value: z.string().nullable(),
    count: z.int().min(0),
    paragraphs: z.int().min(0).nullable().describe('all paragraphs of the value that pass the other filters; null unless rates=on'),
    selected: z.boolean(),
    excluded: z.boolean(),
  }),
);

export const searchResponseSchema = z.object({
  query: z.object({
    q: z.string(),
    warnings: z
      .array(z.object({ at: z.int().min(0), code: z.enum(WARNINGS), about: z.array(z.string()).describe('what the message names'), message: z.string().describe('for a person, in Chinese') }))
      .describe('what could not be taken literally'),
    relaxed: z.object({ required: z.array(z.string()), optional: z.array(z.string()) }).nullable(),
    suggestion: z.string().nullable().describe('the query with one word replaced, when that would find more'),
    absent: z
      .array(z.object({ at: range, text: z.string(), near: z.array(z.object({ q: z.string(), total: z.int().min(1) })).describe('what could be searched instead, and how many paragraphs that finds without filters') }))
      .describe('when nothing was found: the words that stand nowhere in the archive; `at` is their place in q'),
    understood: z
      .array(
        z.object({
          at: range,
          text: z.string(),
          kind: z.enum(['word', 'phrase', 'prefix', 'not', 'or', 'field', 'years']),
          words: z.array(z.string()).describe('what a run of characters was cut into'),
          synonyms: z.array(z.string()).describe('other names that count as it'),
        }),
      )
      .describe('what was understood, clause by clause; `at` is its place in q'),
  }),
  total: z.int().min(0).describe('matching paragraphs'),
  totalArticles: z.int().min(0),
  totalIsExact: z.boolean(),
  tookMs: z.number(),
  page: z.int().min(1),
  size: z.int().min(1),
  more: z.boolean().describe('whether there is a next page'),
  hits: z.array(hitSchema),
  facets: z.object({ district: facetSchema, year: facetSchema, section: facetSchema, author: facetSchema }),
});

export const suggestResponseSchema = z.object({
  suggestions: z.array(
    z.object({
      text: z.string(),
      kind: z.enum(['word', 'title', 'district', 'section', 'author']),
      count: z.int().min(1).describe('paragraphs that choosing it would find'),
    }),
  ),
});

export const trendsResponseSchema = z.object({
  buckets: z.array(
    z.object({
      key: z.string().nullable().describe('YYYY, YYYY-MM or YYYY-MM-DD; null = not stated to that precision'),
      count: z.int().min(0).describe('matching paragraphs'),
      paragraphs: z.int().min(0).describe('all paragraphs of that time that pass the same filters, to compare by'),
    }),
  ),
});

export const coverageParamsSchema = z.object({
  year: z.string().regex(/^(?!0000)\d{4}$/, 'must be a year of four digits').optional().describe('Day by day of this year; year by year when left out.'),
});

export const coverageResponseSchema = z.object({
  holdings: z.array(
    z.object({
      key: z.string().nullable().describe('YYYY or YYYY-MM-DD; null = not stated to that precision'),
      articles: z.int().min(1),
      paragraphs: z.int().min(0),
      papers: z.array(z.object({ paper: z.string().nullable(), articles: z.int().min(1) })),
    }),
  ),
});

export const statsSchema = z.object({
  engine: z.string(),
  version: z.string(),
  articles: z.int(),
  paragraphs: z.int(),
  firstDate: z.string().nullable(),
  lastDate: z.string().nullable(),
  undated: z.int().describe('articles whose day is not stated'),
  lastIngest: z.string().nullable().describe('when the index last changed, ISO 8601'),
});

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string().describe('stable, for programs: `invalid_parameter`, `not_found`, `too_deep`, `rate_limited`, `engine_unavailable` …'),
  detail: z.string().optional(),
  parameter: z.string().optional().describe('which parameter is not valid'),
});

export type SuggestParams = z.infer<typeof suggestParamsSchema>;
export type SuggestJson = z.infer<typeof suggestResponseSchema>;
export type CitationFormat = (typeof CITATION_FORMATS)[number];
export type CitationParams = z.infer<typeof citationParamsSchema>;
export type TrendsParams = z.infer<typeof trendsParamsSchema>;
export type CoverageJson = z.infer<typeof coverageResponseSchema>;
export type TrendsJson = z.infer<typeof trendsResponseSchema>;
export type SearchParams = z.infer<typeof searchParamsSchema>;
export type ArticleJson = z.infer<typeof articleSchema>;
export type RepeatJson = z.infer<typeof repeatSchema>;
export type HitJson = z.infer<typeof hitSchema>;
export type SearchJson = z.infer<typeof searchResponseSchema>;
export type StatsJson = z.infer<typeof statsSchema>;
export type ProblemJson = z.infer<typeof problemSchema>;
