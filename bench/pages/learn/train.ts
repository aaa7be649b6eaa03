/**
 * `npm run train:layout`: learns the weights of the second reading (`ingest/layout/crf.json`) from the pages of `bench/pages`,
 * as the rules read them when they had never seen them (`first/`), from the articles of the later sets once more, set anew (`anew.ts`), and
 * from the fixtures and `corpus/`, as they are read now, with the owner's pages in `../shared/seeds` where those are at hand.
 * `-- --without 18a,19k` leaves sets out and tells how well their lines are labelled, and writes the weights to `--out FILE`.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { bestByStrings } from '../../../ingest/layout/crf.ts';
import { countingFor, evidenceOf, isOfWords } from '../../../ingest/layout/evidence.ts';
import type { Told } from '../../../ingest/layout/facts.ts';
import { readByRules } from '../../../ingest/layout/first-reading.ts';
import type { FirstReading } from '../../../ingest/layout/first-reading.ts';
import { labelsOfRules } from '../../../ingest/layout/first-labels.ts';
import { traceLines } from '../../../ingest/layout/trace.ts';
import { pageSources, pagesOf } from '../../../tests/fixtures/pages/annotated.ts';
import { pages as hard } from '../../../tests/fixtures/pages/hard.ts';
import { setAnew } from './anew.ts';
import { learn } from './field.ts';
import type { Example } from './field.ts';
import { labelsOf } from './truth.ts';

const SETS = new URL('../', import.meta.url);
const FIXTURES = new URL('../../../tests/fixtures/pages/', import.meta.url);
const CORPUS = new URL('../../../corpus/', import.meta.url);
const ANNOTATED = new URL('annotated/', FIXTURES);
const OWNERS = new URL('../../../../shared/seeds/', import.meta.url);
/** They are few beside the others, and so are the pages of the tests. */
const OWNERS_COUNT = 5;
const OWN_COUNT = 4;
const FIXTURES_COUNT = 2;
/** Their words are learned a second time. */
const ANEW_COUNT = 0.5;
/** No rule was mended on these: the rules do not know their articles by heart. */
const UNKNOWN = /^(?:18|19(?![xy])|2)/u;
const WEIGHTS = new URL('../../../ingest/layout/crf.json', import.meta.url);

/** What became of each line, by page and number. */
type FirstReadings = readonly ReadonlyMap<number, Told>[];

function firstReadings(set: string): FirstReadings {
  const pages: Map<number, Told>[] = [];
  for (const row of gunzipSync(readFileSync(new URL(`first/${set}.tsv.gz`, SETS))).toString().trimEnd().split('\n')) {
    const [page, line, became = '', rule = ''] = row.split('\t');
    (pages[Number(page) - 1] ??= new Map()).set(Number(line), { became, rule });
  }
  return pages;
}

/** Each string once: of tens of millions few are different. */
const known = new Map<string, string>();
const once = (string: string): string => known.get(string) ?? (known.set(string, string), string);
const stringsOf = (reading: FirstReading, told: readonly Told[]): string[][] => evidenceOf(reading, told).map((_, i, all) => countingFor(all, i).map(once));

/** The pages of a file, with what the rules said of them. */
function examplesOf(source: string, where: string, first?: FirstReadings): Example[] {
  const truths = pageSources(source).map(labelsOf);
  return pagesOf(source).map(({ name, text }, n) => {
    const labels = truths[n]!;
    if (labels.length !== text.split('\n').length) throw new Error(`${where}, ${name}: ${labels.length} labels for ${text.split('\n').length} lines`);
    const reading = readByRules(text, 'plain');
    const now = traceLines(reading.lines, reading.layouts);
    const told = first === undefined ? now : now.map((own) => first[n]?.get(own.line) ?? own);
    return { evidence: stringsOf(reading, told), labels: reading.lines.map(({ no }) => labels[no - 1] ?? 'body') };
  });
}

/** A page that the rules read as people do: its truth is what they say. */
function asRead(text: string): Example {
  const reading = readByRules(text.replace(/^\ufeff/u, '').replace(/\r\n?/gu, '\n'), 'plain');
  const told = traceLines(reading.lines, reading.layouts);
  return { evidence: stringsOf(reading, told), labels: labelsOfRules(reading, told) };
}

const textsOf = (dir: URL, recursive = false): string[] => (existsSync(dir) ? readdirSync(dir, { recursive, encoding: 'utf8' }).filter((name) => name.endsWith('.txt')).sort().map((name) => readFileSync(join(fileURLToPath(dir), name), 'utf8')) : []);

/** The owner's pages, where they are at hand; nothing of their words is learned. */
const ownersPages = (): Example[] => textsOf(OWNERS).map(asRead).map(({ evidence, labels }) => ({ evidence: evidence.map((strings) => strings.filter((string) => !isOfWords(string))), labels, weight: OWNERS_COUNT }));

const fixtures = (): Example[] => [...readdirSync(ANNOTATED).sort().flatMap((file) => examplesOf(readFileSync(new URL(file, ANNOTATED), 'utf8'), file)).map((page) => ({ ...page, weight: FIXTURES_COUNT })), ...[...textsOf(FIXTURES), ...textsOf(CORPUS, true), ...hard.map(({ text }) => text)].map((text) => ({ ...asRead(text), weight: OWN_COUNT }))];

const { values } = parseArgs({ options: { without: { type: 'string', default: '' }, out: { type: 'string' } } });
const without = values.without.split(',').filter((set) => set !== '');
if (without.length > 0 && values.out === undefined) throw new Error('--without needs --out FILE: the weights in use are learned from all sets');
const sets = readdirSync(SETS).filter((name) => name.endsWith('.txt')).map((name) => name.replace('.txt', '')).sort();
const sourceOf = (set: string): string => readFileSync(new URL(`${set}.txt`, SETS), 'utf8');
const read = (set: string): Example[] => examplesOf(sourceOf(set), set, firstReadings(set));
const used = sets.filter((set) => !without.includes(set));
const anew = (): Example[] => examplesOf(setAnew(used.filter((set) => UNKNOWN.test(set)).map(sourceOf)), 'anew').map((page) => ({ ...page, weight: ANEW_COUNT }));
const examples = [...used.flatMap(read), ...anew(), ...fixtures(), ...ownersPages()];
process.stdout.write(`${examples.length} pages, ${examples.reduce((sum, { labels }) => sum + labels.length, 0)} lines\n`);
const weights = learn(examples, { epochs: 12, rate: 0.015, penalty: 0.001, fewest: 3 }, (line) => process.stdout.write(`${line}\n`));
writeFileSync(values.out ?? WEIGHTS, `${JSON.stringify(weights).replaceAll('],"', '],\n"')}\n`);
for (const set of without) {
  const pages = read(set);
  const right = pages.reduce((sum, { evidence, labels }) => sum + bestByStrings(evidence, weights).filter((label, i) => label === labels[i]).length, 0);
  process.stdout.write(`${set}: ${((100 * right) / pages.reduce((sum, { labels }) => sum + labels.length, 0)).toFixed(1)} % of lines\n`);
}
