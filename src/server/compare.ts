/** Two articles side by side: what is the same, what was reworded, and which figures are others. */
import type { Article, Paragraph } from '../domain.ts';
import { diff } from '../text/diff.ts';
import { foldText } from '../text/fold.ts';
import { NUMBER } from '../text/numbers.ts';

export interface Part {
  readonly text: string;
  /** Not in the other text; a `figure` where a number stands for another one. */
  readonly kind: 'same' | 'other' | 'figure';
}

export type Row =
  | { readonly kind: 'same'; readonly left: Paragraph; readonly right: Paragraph }
  | { readonly kind: 'changed'; readonly left: Paragraph; readonly right: Paragraph; readonly leftParts: readonly Part[]; readonly rightParts: readonly Part[] }
  | { readonly kind: 'left' | 'right'; readonly paragraph: Paragraph };

export interface Comparison {
  readonly rows: readonly Row[];
  /** Figures that stand for each other, as printed, in order. */
  readonly figures: readonly { readonly left: string; readonly right: string; readonly row: number }[];
}

export function compareArticles(left: Article, right: Article): Comparison {
  const rows: Row[] = [];
  for (const { a, b, same } of diff(left.paragraphs.map(bare), right.paragraphs.map(bare))) {
    const [ls, rs] = [left.paragraphs.slice(...a), right.paragraphs.slice(...b)];
    if (same) rows.push(...ls.flatMap((l, i): Row[] => (rs[i] === undefined ? [] : [{ kind: 'same', left: l, right: rs[i] }])));
    else rows.push(...matched(ls, rs));
  }
  const figures = rows.flatMap((row, at) => {
    if (row.kind !== 'changed') return [];
    const rights = row.rightParts.filter(({ kind }) => kind === 'figure');
    return row.leftParts.filter(({ kind }) => kind === 'figure').map(({ text }, i) => ({ left: text, right: rights[i]?.text ?? '', row: at }));
  });
  return { rows, figures };
}

/** Breaks and spaces are the page's. */
const bare = ({ text }: Paragraph): string => foldText(text).replace(/\s/gu, '');

/** Paragraphs of both that are versions of one another, in order; the rest stand alone. */
function matched(ls: readonly Paragraph[], rs: readonly Paragraph[]): Row[] {
  const rows: Row[] = [];
  const grams = rs.map(gramsOf);
  let from = 0;
  for (const left of ls) {
    const mine = gramsOf(left);
    const near = grams.slice(from, from + NEAR).findIndex((theirs) => alike(mine, theirs) >= ALIKE);
    const at = from + near;
    if (near < 0) {
      rows.push({ kind: 'left', paragraph: left });
      continue;
    }
    rows.push(...rs.slice(from, at).map((paragraph): Row => ({ kind: 'right', paragraph })));
    const right = rs[at];
    if (right) rows.push(changed(left, right));
    from = at + 1;
  }
  return [...rows, ...rs.slice(from).map((paragraph): Row => ({ kind: 'right', paragraph }))];
}

/** A paragraph is looked for among so many; further away it is another one, and a book would be compared all with all. */
const NEAR = 60;

/** Share of common pairs of characters from which one text is a version of the other. */
const ALIKE = 0.4;

function gramsOf(paragraph: Paragraph): Set<string> {
  const text = bare(paragraph).slice(0, 4000);
  return new Set(Array.from({ length: Math.max(1, text.length - 1) }, (_, i) => text.slice(i, i + 2)));
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const gram of a) if (b.has(gram)) common++;
  return (2 * common) / (a.size + b.size);
}

function changed(left: Paragraph, right: Paragraph): Row {
  const [ls, rs] = [tokens(left.text), tokens(right.text)];
  const leftParts: Part[] = [];
  const rightParts: Part[] = [];
  for (const { a, b, same } of diff(ls.map(foldText), rs.map(foldText))) {
    const [l, r] = [ls.slice(...a), rs.slice(...b)];
    const kind = same ? 'same' : l.length === 1 && r.length === 1 && isFigure(l[0]) && isFigure(r[0]) ? 'figure' : 'other';
    if (l.length > 0) leftParts.push({ text: l.join(''), kind });
    if (r.length > 0) rightParts.push({ text: r.join(''), kind });
  }
  return { kind: 'changed', left, right, leftParts, rightParts };
}

const WHOLE_NUMBER = new RegExp(`^(?:${NUMBER.source})$`, 'u');
const isFigure = (token: string | undefined): boolean => token !== undefined && WHOLE_NUMBER.test(foldText(token));

/** Numbers and Latin words whole, everything else sign by sign. */
const TOKEN = new RegExp(`${NUMBER.source}|[A-Za-z]+|[^]`, 'gu');
const tokens = (text: string): string[] => text.match(TOKEN) ?? [];
