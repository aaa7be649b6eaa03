/** From one JSON value or table row to a `RecordDocument`, or a sentence naming the field that is wrong. */
import { z } from 'zod';
import { PARAGRAPH_KINDS, stableId } from '../src/domain.ts';
import type { RecordDocument, RecordParagraph, SourceMeta } from './document.ts';
import { dateOf, listOf } from './fields.ts';
import { normaliseLines } from './readers/normalise.ts';

const text = z.string({ error: 'must be text' });
const names = z.union([z.array(text), text.transform((name) => listOf(name) ?? [])], { error: 'must be a list of names' }).nullish();
const years = z.array(z.int({ error: 'must be a year' }), { error: 'must be a list of years' }).nullish();

const paragraph = z.union(
  [
    text.transform((text): RecordParagraph => ({ text })),
    z.object({
      text,
      section: text.nullish(),
      kind: z.enum(PARAGRAPH_KINDS, { error: `must be one of ${PARAGRAPH_KINDS.join(', ')}` }).optional(),
    }),
  ],
  { error: 'must be text or an object with "text"' },
);

const schema = z.object({
  id: z.string({ error: 'must be text' }).regex(/^[A-Za-z0-9_-]{1,128}$/, 'must be 1 to 128 of A-Z a-z 0-9 _ -').nullish(),
  title: text.nullish(),
  subtitle: text.nullish(),
  authors: names,
  date: text.nullish(),
  year: z.int({ error: 'must be a year' }).min(1000, 'must be a year').max(9999, 'must be a year').nullish(),
  yearsMentioned: years,
  districts: names,
  districtsMentioned: names,
  section: text.nullish(),
  source: z.object({ file: text.nullish(), paper: text.nullish(), page: z.union([text, z.number().transform(String)], { error: 'must be text' }).nullish(), url: text.nullish() }, { error: 'must be an object' }).nullish(),
  paragraphs: z.array(paragraph, { error: 'must be a list' }).nullish(),
  text: text.nullish(),
}, { error: 'must be an object' });

/** `null`-free: what is not known is absent, which is how `SourceMeta` says it. */
function known(values: { readonly [K in keyof SourceMeta]: SourceMeta[K] | null | undefined }): SourceMeta {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)));
}

/**
 * `outer` is what the file name and the manifest say; the record's own words win.
 * Returns the complaint as a string: what is wrong with an input is data.
 */
export function recordFrom(value: unknown, file: string | null, outer: SourceMeta): RecordDocument | string {
  const parsed = schema.safeParse(value);
  if (!parsed.success) return complaint(parsed.error);
  const r = parsed.data;
  const date = r.date === null || r.date === undefined || r.date === '' ? undefined : dateOf(r.date);
  if (date === null) return `date: not a date: ${r.date!.slice(0, 40)}`;
  const paragraphs = r.paragraphs ?? (r.text === null || r.text === undefined ? null : paragraphsOf(r.text));
  if (paragraphs === null) return 'needs "paragraphs" or "text"';
  const filled = paragraphs.filter(({ text }) => text.trim() !== '');
  if (filled.length === 0) return 'has no text';
  return withId({
    kind: 'record',
    file: r.source?.file ?? file,
    meta: {
      ...outer,
      ...known({ id: r.id, title: r.title, subtitle: r.subtitle, authors: r.authors, date, districts: r.districts, section: r.section, paper: r.source?.paper, page: r.source?.page, url: r.source?.url }),
    },
    ...(typeof r.year === 'number' && { year: r.year }),
    ...(r.yearsMentioned && { yearsMentioned: r.yearsMentioned }),
    ...(r.districtsMentioned && { districtsMentioned: r.districtsMentioned }),
    paragraphs: filled.map(({ text, section, kind }) => ({ text, ...(section !== undefined && { section }), ...(kind !== undefined && { kind }) })),
  });
}

/**
 * Records of one file often share a title (a column, the weather), so the id of one without its own
 * is made of all that tells it apart and not of the title alone.
 */
export function withId(record: RecordDocument): RecordDocument {
  const { id, title = '', date = '', page = '' } = record.meta;
  return id === undefined ? { ...record, meta: { ...record.meta, id: stableId(record.file ?? '', title, date, page, record.paragraphs[0]?.text ?? '') } } : record;
}

/** Running text in one string: every line is a paragraph. */
export function paragraphsOf(text: string): RecordParagraph[] {
  return normaliseLines(text).split('\n').map((line) => ({ text: line.trim() })).filter(({ text }) => text !== '');
}

/** The deepest first issue: `paragraphs.3.text: must be text`. */
function complaint(error: z.ZodError): string {
  let issue = error.issues[0];
  let path: PropertyKey[] = [];
  while (issue !== undefined) {
    path = [...path, ...issue.path];
    const inner = issue.code === 'invalid_union' ? issue.errors.find((branch) => branch.some(({ path }) => path.length > 0)) : undefined;
    if (inner === undefined) break;
    issue = inner[0];
  }
  const place = path.map(String).join('.');
  return place === '' ? (issue?.message ?? 'wrong shape') : `${place}: ${issue?.message ?? 'wrong shape'}`;
}
