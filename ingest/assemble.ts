/** What a reader read → articles: laid out, dated, placed, and given ids that last. */
import type { Article, Credit, Paragraph, ParagraphKind } from '../src/domain.ts';
import { PARAGRAPH_KINDS, paragraphId } from '../src/domain.ts';
import { Ids } from './article-ids.ts';
import type { PageDocument, RecordDocument, SourceDocument, SourceMeta } from './document.ts';
import { finish } from './finish.ts';
import type { Layout } from './layout/articles.ts';
import { parseByline } from './layout/credits.ts';
import { datelineCredits, datelineOf } from './layout/datelines.ts';
import { layoutPage } from './layout/page.ts';
import { isWriting } from './layout/roles.ts';
import { sectionsOf } from './layout/sections.ts';
import { simplified } from './layout/script.ts';
import { traceLines } from './layout/trace.ts';
import type { TraceLine } from './layout/trace.ts';
import { squash } from './layout/typography.ts';
import { distinctCredits } from './metadata/authors.ts';
import { pagePlaces } from './metadata/districts.ts';
import { datelineDate, mastheadDate, mastheadNames } from './metadata/printed-date.ts';
import { yearsIn } from './metadata/years.ts';

export type { TraceLine } from './layout/trace.ts';

export interface AssembleOptions {
  /** The day of the ingest as `YYYY-MM-DD`; years after it are plans, not dates. Today when left out. */
  readonly today?: string;
  /** Told what became of each line of a page, in the order of the lines. */
  readonly trace?: (line: TraceLine) => void;
  /** How the lines of a page become articles; `layoutPage` when left out. */
  readonly layout?: typeof layoutPage;
}

/** The articles of one source document, in the order they stand. Never throws: any text is some article or none. */
export function toArticles(document: SourceDocument, options: AssembleOptions = {}): Article[] {
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  return document.kind === 'page' ? pageArticles(document, today, options) : [recordArticle(document, today)];
}

function pageArticles(document: PageDocument, today: string, { trace, layout: lay = layoutPage }: AssembleOptions): Article[] {
  const { layouts, lines } = lay(document.text, document.form, document.sizes);
  const ids = new Ids(document.file, document.meta);
  const plainLines = lines.map(({ plain }) => plain);
  const page = pagePlaces(plainLines.join('\n'));
  const givenYear = document.meta.date ? Number(document.meta.date.slice(0, 4)) : null;
  const masthead = mastheadDate(plainLines, givenYear);
  const named = mastheadNames(lines);
  const statedYear = givenYear ?? masthead?.year ?? null;
  // All of a page was printed on one day: what one article says of the year holds for its neighbours.
  const latest = yearsIn(layouts.flatMap(({ title, units }) => [title?.plain ?? '', ...units.map(({ plain }) => plain)]), today).latest;
  const articles = layouts.map((layout, i) => {
    const given = i === 0 ? document.meta.title : undefined;
    const title = given ?? layout.title?.text ?? null;
    const lead = layout.units.find(({ kind }) => kind === 'body') ?? layout.units[0];
    const id = ids.next(title ?? lead?.plain.slice(0, 80) ?? '');
    const paragraphs = paragraphsOf(id, layout, title, document.meta.section);
    const credits = distinctCredits(layout.units.flatMap((unit) => unit.credits));
    const texts = layout.units.filter(({ kind }) => kind === 'body' || kind === 'bullet' || kind === 'caption').map(({ plain }) => plain);
    const headings = layout.units.filter(({ kind }) => kind === 'heading').map(({ plain }) => plain);
    const printed = masthead ?? layout.units.map(({ plain, dateline }) => (dateline ? datelineDate(plain, statedYear) : null)).find((date) => date !== null) ?? null;
    const subtitle = layout.subtitle?.text ?? null;
    // What is stated of the page as a whole holds for each article; what is stated of one, for the first.
    const meta = { ...named, ...(i === 0 ? document.meta : of(document.meta, 'date', 'paper', 'page', 'url', 'districts')) };
    return finish({ ...document, meta }, { id, title, subtitle, credits, paragraphs, today, printed, texts: [simplified(title ?? ''), simplified(subtitle ?? ''), ...texts, ...headings], page, latest });
  });
  if (trace) traceLines(lines, layouts).forEach(trace);
  return articles;
}

/** Only the named properties of what is known from outside. */
const of = (meta: SourceMeta, ...names: (keyof SourceMeta)[]): SourceMeta => Object.fromEntries(Object.entries(meta).filter(([name]) => names.some((kept) => kept === name)));

/** A title that another one stated from outside has replaced stays in the text, as a heading. */
function paragraphsOf(id: string, { units, title: printed }: Layout, title: string | null, section: string | undefined): Paragraph[] {
  const sections = sectionsOf(units, printed);
  const replaced = printed !== null && title !== null && squash(printed.text) !== squash(title);
  const rows = units.map((unit, n) => ({ unit, section: sections[n] ?? (isWriting(unit) ? section : undefined) ?? null }));
  if (replaced) rows.unshift({ unit: printed, section: null });
  return rows.map(({ unit, section }, n) => ({ id: paragraphId(id, n + 1), ordinal: n + 1, section, kind: unit.kind, text: unit.text, origin: unit.origin }));
}

/** Who wrote stands among the first paragraphs. */
const HEAD = 3;

function recordArticle(document: RecordDocument, today: string): Article {
  const { meta } = document;
  const title = meta.title ?? null;
  const id = new Ids(document.file, meta).next(`${title ?? ''}\n${meta.date ?? ''}\n${document.paragraphs[0]?.text ?? ''}`);
  const kinds: ReadonlySet<string> = new Set(PARAGRAPH_KINDS);
  const paragraphs = document.paragraphs.map((given, n): Paragraph => ({
    id: paragraphId(id, n + 1),
    ordinal: n + 1,
    section: given.section ?? meta.section ?? null,
    kind: given.kind !== undefined && kinds.has(given.kind) ? (given.kind as ParagraphKind) : 'body',
    text: given.text,
  }));
  const texts = [title ?? '', ...paragraphs.map(({ text }) => text)].map(simplified);
  const credits = byLines(document.paragraphs, paragraphs);
  return finish(document, { id, title, subtitle: null, credits, paragraphs, today, printed: null, texts, page: pagePlaces(texts.join('\n')) });
}

/** Lines of a record's text that name its writers become what they are, unless the record says what its paragraphs are. */
function byLines(given: RecordDocument['paragraphs'], paragraphs: Paragraph[]): Credit[] {
  const seen = new Set<string>();
  const credits: Credit[] = [];
  for (const [n, paragraph] of paragraphs.slice(0, HEAD).entries()) {
    if (given[n]!.kind !== undefined) continue;
    const plain = simplified(paragraph.text.slice(0, 120));
    const found = paragraph.text.length <= 80 && datelineOf(plain) === null ? parseByline(plain, seen) : null;
    if (found !== null) paragraphs[n] = { ...paragraph, kind: 'byline', section: null };
    for (const credit of found ?? datelineCredits(plain, seen)) {
      const at = plain.indexOf(credit.name);
      credits.push(at === -1 ? credit : { ...credit, name: paragraph.text.slice(at, at + credit.name.length) });
    }
  }
  return distinctCredits(credits);
}
