/** Markdown as people write it, brought to the `marked` form: headings `#`, bullets `- `, one paragraph a line, no other marks. */

interface Line {
  text: string;
  /** May be drawn together with its neighbours: neither heading, bullet, table nor code. */
  readonly running: boolean;
}

/** Line by line, so that line numbers stay those of the file; a joined line leaves an empty one behind. */
export function plainMarkdown(body: string): string {
  return unwrapped(unmarked(body.replaceAll(/<!--[^]*?(?:-->|$)/g, onlyLineEnds).split('\n'))).join('\n');
}

function unmarked(lines: readonly string[]): Line[] {
  const out: Line[] = [];
  let fenced = false;
  for (const line of lines) {
    const above = out.at(-1);
    if (FENCE.test(line)) {
      fenced = !fenced;
      out.push(EMPTY);
    } else if (fenced) out.push({ text: line, running: false });
    else if (UNDERLINE.test(line) && above?.running && above.text.trim() !== '') {
      // The rule below says what the line above was.
      out[out.length - 1] = { text: `${line.includes('=') ? '#' : '##'} ${above.text.trim()}`, running: false };
      out.push(EMPTY);
    } else if (isRule(line)) out.push(EMPTY);
    else out.push({ text: plainLine(line), running: !MARKED.test(line) && !/^[ \u3000]{2}/.test(line) });
  }
  return out;
}

const EMPTY: Line = { text: '', running: false };
/** Hard-wrapped Markdown is at most this wide; where lines are longer, each is a paragraph. */
const WIDE = 100;
const FENCE = /^\s{0,3}(?:```|~~~)/;
const UNDERLINE = /^\s{0,3}(?:=+|-{2,})\s*$/;
const MARKED = /^\s*(?:#{1,6}\s|[-*+]\s|\d+[.、)]|[|>□])/;
const CLOSED = /[。！？…!?”」』：:]$/;

function isRule(line: string): boolean {
  const marks = line.replaceAll(/\s/g, '');
  return marks.length >= 3 && '-*_'.includes(marks.charAt(0)) && marks === marks.charAt(0).repeat(marks.length);
}

/** Lines are joined only where the upper one was filled to the margin and its sentence is open. */
function unwrapped(lines: readonly Line[]): string[] {
  const widest = lines.reduce((widest, { text, running }) => (running ? Math.max(widest, text.length) : widest), 0);
  /** Pieces of each line: gathered first and joined once, or a long paragraph would cost the square of its length. */
  const out: string[][] = [];
  let open: { pieces: string[]; filled: boolean } | null = null;
  for (const { text, running } of lines) {
    const filled = widest >= 16 && widest <= WIDE && text.length >= widest * 0.8 && !CLOSED.test(text.trimEnd());
    const goesOn = running && text.trim() !== '';
    if (goesOn && open?.filled) {
      open.pieces.push(between(open.pieces.at(-1)!, text), text.trim());
      open.filled = filled;
      out.push([]);
      continue;
    }
    const pieces = [text];
    out.push(pieces);
    open = goesOn ? { pieces, filled } : null;
  }
  return out.map((pieces) => pieces.join(''));
}

function between(left: string, right: string): string {
  return /[A-Za-z0-9,.;]\s*$/.test(left.slice(-20)) && /^\s*[A-Za-z0-9]/.test(right) ? ' ' : '';
}

function plainLine(line: string): string {
  return line
    .replace(/^(\s*)[*+]\s+/, '$1- ')
    .replace(/^\s{0,3}(#{1,6}\s[^#]*)#+\s*$/, '$1')
    .replace(/^\s{0,3}>\s?/, '')
    .replaceAll(/!\[([^\][]{0,300})\]\([^()\s]{0,2000}(?:\s"[^"]{0,300}")?\)/g, '$1')
    .replaceAll(/\[([^\][]{0,300})\]\([^()\s]{0,2000}(?:\s"[^"]{0,300}")?\)/g, '$1')
    .replaceAll(/(\*\*|__)(?=\S)([^*_\n]{1,2000})\1/g, '$2')
    .replaceAll(/(?<![\w*])\*(?=\S)([^*\n]{1,1000})\*(?![\w*])/g, '$1')
    .replaceAll(/\\([\\`*_{}[\]()#+.!|>~-])/g, '$1')
    .replace(/^\|(.*)\|\s*$/, tableRow);
}

function tableRow(_: string, inner: string): string {
  const cells = inner.split('|').map((cell) => cell.trim());
  return cells.every((cell) => /^:?-+:?$/.test(cell)) ? '' : cells.filter((cell) => cell !== '').join(' | ');
}

function onlyLineEnds(text: string): string {
  return '\n'.repeat(text.split('\n').length - 1);
}
