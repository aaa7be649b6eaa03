/** Traditional → simplified, unit by unit, so that every offset in the result is an offset in the source. */
import dictionary from 'opencc-js/dict/TSCharacters';

/** By UTF-16 unit; 0 where nothing changes. */
const table = new Uint16Array(0x10000);
for (const entry of dictionary.split('|')) {
  const [from = '', to = ''] = entry.split(' ');
  if (from.length === 1 && to.length === 1) table[from.charCodeAt(0)] = to.charCodeAt(0);
}

/** For rules only: what is shown and stored stays as printed. */
export function simplified(text: string): string {
  let out = '';
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const to = table[text.charCodeAt(i)]!;
    if (to === 0) continue;
    out += text.slice(from, i) + String.fromCharCode(to);
    from = i + 1;
  }
  return from === 0 ? text : out + text.slice(from);
}
