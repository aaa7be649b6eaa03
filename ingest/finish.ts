/** Parts → an article: dated, placed, and with what is known from outside. */
import type { Article, Credit, Paragraph } from '../src/domain.ts';
import type { SourceDocument } from './document.ts';
import { authorsOf } from './metadata/authors.ts';
import { districtsIn } from './metadata/districts.ts';
import type { PagePlaces } from './metadata/districts.ts';
import type { PrintedDate } from './metadata/printed-date.ts';
import { yearsIn } from './metadata/years.ts';
import type { YearsFound } from './metadata/years.ts';

export interface Parts {
  readonly id: string;
  readonly title: string | null;
  readonly subtitle: string | null;
  readonly credits: Credit[];
  readonly paragraphs: Paragraph[];
  readonly today: string;
  readonly printed: PrintedDate | null;
  /** Title, headings and text in simplified characters. */
  readonly texts: readonly string[];
  readonly page: PagePlaces;
  readonly latest?: YearsFound['latest'];
}

export function finish(document: SourceDocument, parts: Parts): Article {
  const { meta } = document;
  const years = yearsIn(parts.texts, parts.today);
  const places = meta.districts !== undefined && document.kind === 'record' && document.districtsMentioned !== undefined ? null : districtsIn({ title: parts.texts[0] ?? '', paragraphs: parts.texts.slice(1), page: parts.page });
  const districts = meta.districts ?? places?.districts ?? [];
  const mentioned = (document.kind === 'record' ? document.districtsMentioned : undefined) ?? [...(places?.districts ?? []), ...(places?.mentioned ?? [])];
  return {
    id: parts.id,
    title: parts.title,
    subtitle: meta.subtitle ?? parts.subtitle,
    authors: meta.authors ?? authorsOf(parts.credits),
    ...datedBy(document, parts.printed, parts.latest ?? years.latest),
    yearsMentioned: [...((document.kind === 'record' ? document.yearsMentioned : undefined) ?? years.mentioned)],
    districts,
    districtsMentioned: mentioned.filter((name) => !districts.includes(name)),
    source: { file: document.file, paper: meta.paper ?? null, page: meta.page ?? null, url: meta.url ?? null },
    ...(parts.credits.length > 0 ? { credits: parts.credits } : {}),
    paragraphs: parts.paragraphs,
  };
}

/** Date and year from the surest source there is. */
function datedBy(document: SourceDocument, printed: PrintedDate | null, latest: YearsFound['latest']): Pick<Article, 'date' | 'year' | 'yearBasis'> {
  const stated = document.meta.date;
  if (stated !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(stated)) return { date: stated, year: Number(stated.slice(0, 4)), yearBasis: 'front-matter' };
  const year = stated !== undefined && /^\d{4}/.test(stated) ? Number(stated.slice(0, 4)) : document.kind === 'record' ? document.year : undefined;
  if (year !== undefined) return { date: printed?.year === year ? printed.date : null, year, yearBasis: 'front-matter' };
  if (printed) return { date: printed.date, year: printed.year, yearBasis: 'printed-date' };
  return { date: null, year: latest?.year ?? null, yearBasis: latest?.basis ?? 'none' };
}
