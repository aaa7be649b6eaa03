import type { Piece } from './pdf-columns.ts';

export interface PrintedPage {
  readonly number: number;
  /** The page's edges; y runs upwards. */
  readonly top: number;
  readonly bottom: number;
  readonly pieces: readonly Piece[];
}

/** Running heads and feet stand in the outer part of a page, in this share of its height. */
const MARGIN = 0.08;
const PAGE_NUMBER = /^[-—–·•.\s]*(?:第\s*)?\d{1,4}(?:\s*[页頁])?(?:\s*[/／共]\s*\d{1,4}\s*[页頁]?)?[-—–·•.\s]*$/;

/** Takes out page numbers, and lines in the margin that come again on at least half of the pages. */
export function withoutFurniture(pages: readonly PrintedPage[]): PrintedPage[] {
  const seen = new Map<string, number>();
  for (const page of pages) for (const pattern of new Set(marginLines(page).map(({ pattern }) => pattern))) seen.set(pattern, (seen.get(pattern) ?? 0) + 1);
  const repeated = (pattern: string): boolean => pages.length >= 2 && (seen.get(pattern) ?? 0) >= Math.max(2, pages.length / 2);
  return pages.map((page) => {
    const gone = new Set(marginLines(page).filter(({ text, pattern }) => PAGE_NUMBER.test(text) || repeated(pattern)).flatMap(({ pieces }) => pieces));
    return { ...page, pieces: page.pieces.filter((piece) => !gone.has(piece)) };
  });
}

function marginLines({ top, bottom, pieces }: PrintedPage): { text: string; pattern: string; pieces: Piece[] }[] {
  const margin = (top - bottom) * MARGIN;
  const lines = new Map<number, Piece[]>();
  for (const piece of pieces) {
    if (piece.y < top - margin && piece.y > bottom + margin) continue;
    const line = lines.get(Math.round(piece.y));
    if (line === undefined) lines.set(Math.round(piece.y), [piece]);
    else line.push(piece);
  }
  return [...lines.values()].map((pieces) => {
    const text = pieces.sort((a, b) => a.x - b.x).map(({ text }) => text).join(' ').slice(0, 400);
    return { text, pattern: text.replaceAll(/\d+/g, '#').replaceAll(/\s+/g, ''), pieces };
  });
}
