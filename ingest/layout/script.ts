/** Traditional → simplified, unit by unit, so that every offset in the result is an offset in the source. */
import dictionary from 'opencc-js/dict/TSCharacters';

let table: Map<string, string> | null = null;

function characters(): Map<string, string> {
  table ??= new Map(
    dictionary.split('|').flatMap((entry) => {
      const [from = '', to = ''] = entry.split(' ');
      return from.length === 1 && to.length === 1 ? [[from, to] as const] : [];
    }),
  );
  return table;
}

/** For rules only: what is shown and stored stays as printed. */
export function simplified(text: string): string {
  const map = characters();
  let out = '';
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const to = map.get(text[i]!);
    if (to === undefined) continue;
    out += text.slice(from, i) + to;
    from = i + 1;
  }
  return from === 0 ? text : out + text.slice(from);
}
