/**
 * Relevance, for engines that score hits themselves. BM25 twice: over the paragraph, and over its article, so
 * that a paragraph whose neighbours are about the same thing stands before a stray mention. Words that stand
 * together as they were typed weigh as one rare word.
 */
import type { ParagraphKind } from '../domain.ts';
import { wanted, type Plan, type Term } from '../query/plan.ts';

const PARAGRAPH = { k1: 1.2, b: 0.4 };
const ARTICLE = { k1: 1.2, b: 0.75, weight: 2 };
/** Paragraphs of usual length that an article of usual length has. */
const PARAGRAPHS = 5;
/** A word in the title counts as this many in the paragraph below it. */
export const TITLE = 3;
/** What standing together as typed is worth, beside the words themselves. */
const WHOLE = 1.5;
/** The same where not all words are demanded: all of it decides, a small piece that stands together elsewhere must not. */
const LOOSE_WHOLE = 2;
/** What pairs of characters say there, which overlap with words and each other. */
const PAIR = 0.7;
const LEAD = 1.04;
const KINDS: Readonly<Record<ParagraphKind, number>> = { body: 1, bullet: 1, heading: 0.95, caption: 0.85, byline: 0.6, boilerplate: 0.4 };
/**
 * How much an article that holds less of a relaxed query than the best one falls behind: a text mildly,
 * because its score already says so; words that were picked one by one are all meant.
 */
const TEXT_POWER = 0.7;
const WORDS_POWER = 3;
/** Share of the best coverage that an article must reach when words are relaxed, … */
export const ENOUGH = 0.6;
/** … but of a text, whose words nobody picked, so many of the best are kept in any case. */
export const AT_LEAST = 30;

/** What speaks for a hit: any of `forms`, weighing `factor` times its rarity. */
export interface Evidence {
  readonly forms: readonly string[];
  readonly factor: number;
}

/** Terms that earn a score. Excluded ones earn none. */
export function evidence(plan: Plan): Evidence[] {
  const found = new Gathered();
  for (const p of wanted(plan)) {
    for (const term of p.kind === 'term' ? [p.term] : p.terms) found.add(term.forms);
    if (p.kind === 'run') found.add(p.whole.forms, WHOLE);
  }
  return found.all();
}

/**
 * What speaks for a paragraph when not all words are demanded: beside the words, every pair of
 * neighbouring characters as typed, so that a wrong character or a wrong cut costs little.
 */
export function looseEvidence(words: readonly Term[], wholes: readonly Term[]): Evidence[] {
  const found = new Gathered();
  for (const word of words) found.add(word.forms);
  const typed = wholes.reduce((n, { label }) => n + label.length, 0);
  for (const whole of wholes) found.add(whole.forms, LOOSE_WHOLE * (whole.label.length / typed) ** 2);
  for (const { forms: [text = ''] } of [...words, ...wholes]) for (const pair of pairs(text)) found.add([pair], PAIR);
  return found.all();
}

/** Each distinct term once. */
class Gathered {
  readonly #found = new Map<string, Evidence>();

  add(forms: readonly string[], factor = 1): void {
    const key = forms.join('\u0000');
    if (!this.#found.has(key)) this.#found.set(key, { forms, factor });
  }

  all(): Evidence[] {
    return [...this.#found.values()];
  }
}

const HAN_PAIR = /^\p{Script=Han}{2}$/u;

function pairs(text: string): string[] {
  const found: string[] = [];
  for (let i = 0; i + 2 <= text.length; i++) if (HAN_PAIR.test(text.slice(i, i + 2))) found.push(text.slice(i, i + 2));
  return found;
}

/** Of a term that `holding` of `all` paragraphs hold. */
export const rarity = (holding: number, all: number): number => Math.log(1 + (all - holding + 0.5) / (holding + 0.5));

/** What `tf` occurrences in a paragraph are worth; lengths are in those of a paragraph of usual length. */
export const inParagraph = (tf: number, length: number): number => saturated(tf, PARAGRAPH, length);

/** What `tf` occurrences in its article are worth to each of its paragraphs. */
export const inArticle = (tf: number, length: number): number => (tf === 0 ? 0 : ARTICLE.weight * saturated(tf, ARTICLE, length / PARAGRAPHS));

function saturated(tf: number, { k1, b }: { k1: number; b: number }, length: number): number {
  return (tf * (k1 + 1)) / (tf + k1 * (1 - b + b * length));
}

/** What the score of a paragraph is multiplied by for what it is and where it stands. */
export const standing = (kind: ParagraphKind, ordinal: number): number => KINDS[kind] * (ordinal === 1 ? LEAD : 1);

/** What the score of a paragraph is multiplied by when its article holds that share, 0 to 1, of what the best one holds of a relaxed query. */
export const shortfall = (share: number, isText: boolean): number => share ** (isText ? TEXT_POWER : WORDS_POWER);
