/** The languages of the interface, and which of them a visitor gets. */
export const LANGS = ['zh', 'zh-Hant', 'en'] as const;
export type Lang = (typeof LANGS)[number];

export const LANG_COOKIE = 'lang';
export const LANG_TAGS: Readonly<Record<Lang, string>> = { zh: 'zh-Hans', 'zh-Hant': 'zh-Hant', en: 'en' };
export const LANG_LABELS: Readonly<Record<Lang, string>> = { zh: '简体', 'zh-Hant': '繁體', en: 'English' };

const known = (name: string | null | undefined): Lang | undefined => LANGS.find((lang) => lang === name);

/** The language of a page, by its tag. */
export const langOfTag = (tag: string): Lang => LANGS.find((lang) => LANG_TAGS[lang] === tag) ?? 'zh';

/** `?lang=` decides, then the cookie, then the first of the browser's languages that is one of ours, then Chinese. */
export function pickLang(asked: string | null, cookies: string | null, accepted: string | null = null): Lang {
  const kept = cookies?.split(';').map((part) => part.trim()).find((part) => part.startsWith(`${LANG_COOKIE}=`));
  return known(asked) ?? known(kept?.slice(LANG_COOKIE.length + 1)) ?? accepting(accepted ?? '') ?? 'zh';
}

function accepting(header: string): Lang | undefined {
  const ranges = header.split(',').map((range) => {
    const [tag = '', ...rest] = range.trim().toLowerCase().split(';');
    const weight = rest.map((part) => part.trim()).find((part) => part.startsWith('q='));
    return { tag, q: weight === undefined ? 1 : Number(weight.slice(2)) };
  });
  const wanted = ranges.filter(({ q }) => q > 0).sort((a, b) => b.q - a.q);
  for (const { tag } of wanted) {
    if (/^zh-(?:hant|tw|hk|mo)\b/.test(tag)) return 'zh-Hant';
    if (/^(?:zh|en)\b/.test(tag)) return tag.startsWith('en') ? 'en' : 'zh';
  }
  return undefined;
}
