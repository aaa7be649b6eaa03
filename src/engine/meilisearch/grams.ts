/**
 * Substring search by filters. Meilisearch finds words as its segmenter cut them, so 书记 is not found
 * in 总书记. Every text is therefore also stored as the set of its characters and pairs of characters
 * (UTF-16 units, in hexadecimal, which no normalizer touches). A string of one or two units occurs in
 * a text exactly when its gram does; a longer one only if all of its pairs do, which is then verified.
 */
const hex = (text: string): string => {
  let out = '';
  for (let i = 0; i < text.length; i++) out += text.charCodeAt(i).toString(16).padStart(4, '0');
  return out;
};

/** Everything of one and two units that occurs in any of the texts; no pair spans two of them. */
export function gramsOf(texts: readonly string[]): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) {
      found.add(text.charAt(i));
      if (i + 1 < text.length) found.add(text.slice(i, i + 2));
    }
  }
  return Array.from(found, hex);
}

/** Pairs beyond this add nothing: a text that holds so many of a string's pairs nearly always holds the string. */
const MAX_PAIRS = 32;

/** Grams that all occur wherever `form` does. */
export function gramsFor(form: string): string[] {
  if (form.length <= 2) return [hex(form)];
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < form.length; i++) pairs.add(form.slice(i, i + 2));
  const all = [...pairs];
  const step = Math.max(1, all.length / MAX_PAIRS);
  return Array.from({ length: Math.min(all.length, MAX_PAIRS) }, (_, i) => hex(all[Math.floor(i * step)]!));
}

/** Whether the grams alone prove that `form` occurs. */
export const isProven = (form: string): boolean => form.length <= 2;

/** Whether the filter for `form` lets a document with these texts through. */
export function hasGrams(form: string, texts: readonly string[]): boolean {
  if (form.length <= 2) return texts.some((text) => text.includes(form));
  return gramsFor(form).every((gram) => {
    const pair = String.fromCharCode(Number.parseInt(gram.slice(0, 4), 16), Number.parseInt(gram.slice(4), 16));
    return texts.some((text) => text.includes(pair));
  });
}
