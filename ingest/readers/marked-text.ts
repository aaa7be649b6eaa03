/** From an HTML tree to the `marked` form: one paragraph a line, `#` headings, `- ` bullets, table rows with ` | `. */

const SKIPPED = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'IFRAME', 'SVG', 'MATH', 'NAV', 'FORM', 'BUTTON', 'SELECT', 'TEXTAREA', 'OBJECT', 'HEAD', 'ASIDE', 'FOOTER']);
const INLINE = new Set(['A', 'ABBR', 'B', 'BDI', 'BDO', 'BIG', 'CITE', 'CODE', 'DEL', 'DFN', 'EM', 'FONT', 'I', 'INS', 'KBD', 'LABEL', 'MARK', 'Q', 'RUBY', 'RB', 'S', 'SAMP', 'SMALL', 'SPAN', 'STRIKE', 'STRONG', 'SUB', 'SUP', 'TIME', 'TT', 'U', 'VAR', 'WBR', 'IMG']);
/** Readings printed over characters would stand in the middle of the words. */
const SILENT = new Set(['RT', 'RP']);

/** Walks without recursion: depth is the page's to choose. */
export function markedText(root: Element): string {
  const lines: string[] = [];
  let line = '';
  let mark = '';
  let cells: string[] | null = null;
  const flush = (): void => {
    const text = line.replaceAll(/[\s\u00A0]+/g, ' ').trim();
    line = '';
    if (cells !== null) {
      if (text !== '') cells.push(text);
      return;
    }
    if (text !== '') {
      lines.push(mark + withoutMark(text, mark));
      if (mark === '- ') mark = '';
    }
  };
  const enter = (element: Element): void => {
    const name = element.tagName.toUpperCase();
    if (name === 'BR' || !INLINE.has(name)) flush();
    if (name === 'TR') cells = [];
    else if (name === 'LI') mark = '- ';
    else if (/^H[1-6]$/.test(name)) mark = `${'#'.repeat(Number(name[1]))} `;
  };
  const leave = (element: Element): void => {
    const name = element.tagName.toUpperCase();
    if (INLINE.has(name)) return;
    flush();
    if (name === 'TR' && cells !== null) {
      const row = cells.join(' | ');
      cells = null;
      if (row !== '') lines.push(row);
    } else if (name === 'LI' || /^H[1-6]$/.test(name)) mark = '';
  };

  let node: Node | null = root.firstChild;
  while (node !== null) {
    if (node.nodeType === 3) line += node.nodeValue ?? '';
    let next: Node | null = null;
    if (node.nodeType === 1) {
      const element = node as Element;
      const name = element.tagName.toUpperCase();
      if (!SKIPPED.has(name) && !SILENT.has(name)) {
        enter(element);
        next = element.firstChild;
        if (next === null) leave(element);
      }
    }
    while (next === null && node !== null) {
      next = node.nextSibling;
      if (next === null) {
        node = node.parentNode;
        if (node === null || node === root) {
          node = null;
          break;
        }
        leave(node as Element);
      }
    }
    node = next;
  }
  flush();
  return lines.join('\n\n');
}

/** A bullet or heading that also prints its mark would carry it twice. */
function withoutMark(text: string, mark: string): string {
  return mark === '' ? text : text.replace(/^(?:#{1,6}|[-*+])\s+/, '');
}
