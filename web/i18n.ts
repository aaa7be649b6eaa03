/** Every word of the interface, in each language. Nothing a reader sees stands anywhere else. */
import type { Facet, Sort } from './params.ts';
import type { Interval } from './timeline.ts';

export const LANGS = ['zh', 'en'] as const;
export type Lang = (typeof LANGS)[number];

export const LANG_COOKIE = 'lang';
export const LANG_TAGS: Readonly<Record<Lang, string>> = { zh: 'zh-Hans', en: 'en' };

const known = (name: string | null | undefined): Lang | undefined => LANGS.find((lang) => lang === name);

/** `?lang=` decides, then the cookie, then Chinese: the paper's language, whatever the browser's is. */
export function pickLang(asked: string | null, cookies: string | null): Lang {
  const kept = cookies?.split(';').map((part) => part.trim()).find((part) => part.startsWith(`${LANG_COOKIE}=`));
  return known(asked) ?? known(kept?.slice(LANG_COOKIE.length + 1)) ?? 'zh';
}

const zhNumber = new Intl.NumberFormat('zh-CN');
const zhDate = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'UTC' });
const zhRate = new Intl.NumberFormat('zh-CN', { maximumSignificantDigits: 3 });
const enRate = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3 });
const enMonth = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const enNumber = new Intl.NumberFormat('en-GB');
const enDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** A day is printed as it stands when it is none that a calendar knows. */
const day = (format: Intl.DateTimeFormat, date: string): string => {
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) ? date : format.format(time);
};
const some = (n: number, one: string): string => `${enNumber.format(n)} ${one}${n === 1 ? '' : 's'}`;

const zh = {
  name: '寻报',
  tagline: '中文报刊全文检索',
  skip: '跳到检索结果',
  otherLang: { lang: 'en' as Lang, tag: 'en', label: 'English' },

  searchLabel: '检索正文、标题',
  placeholder: '词语、“原句”、-排除、author:姓名',
  keys: '按 / 聚焦检索框，Esc 清空，↑ ↓ 在结果间移动，Enter 打开',
  submit: '检索',

  number: (n: number) => zhNumber.format(n),
  date: (date: string) => day(zhDate, date),
  year: (year: number) => `${year} 年`,
  undated: '日期未注明',
  unstated: '未注明',
  untitled: '（无题）',
  ordinal: (n: number) => `第 ${n} 段`,
  pageOf: (page: string) => (/版/.test(page) ? page : `第 ${page} 版`),

  total: (paragraphs: number, articles: number, exact: boolean) =>
    `${exact ? '' : '约 '}${zhNumber.format(paragraphs)} 段，出自 ${exact ? '' : '约 '}${zhNumber.format(articles)} 篇`,
  moreInArticle: (n: number) => `本文另有 ${n} 段`,
  repeated: (n: number) => `另见 ${n} 处`,
  folded: '相同的文章已合并。',
  unfold: '逐篇列出',
  foldAgain: '合并相同的文章',
  results: '检索结果',
  relaxed: '没有一段含有全部词语，以下结果可能缺少：',
  demand: '点选一个词，结果中就必须有它。',
  warnings: '检索式里有几处没能照字面理解：',
  suggestion: '您要找的是不是',
  suggestions: '输入建议',
  kinds: { word: '词语', title: '标题' },
  including: (names: readonly string[]) => `含 ${names.join('、')}`,
  alsoFind: (names: readonly string[]) => `也找 ${names.join('、')}`,
  asTyped: '只找原词',

  sort: '排序',
  sorts: { relevance: '相关', newest: '最新', oldest: '最早' } satisfies Record<Sort, string>,
  pages: '翻页',
  previousPage: '上一页',
  nextPage: '下一页',
  pageNumber: (n: number) => `第 ${n} 页`,

  filters: '筛选',
  filtersOn: (n: number) => (n === 0 ? '筛选' : `筛选（${n}）`),
  closeFilters: '关闭筛选',
  showResults: (n: number) => `查看 ${zhNumber.format(n)} 条`,
  apply: '应用筛选',
  facets: { district: '地区', year: '年份', section: '栏目', author: '作者' } satisfies Record<Facet, string>,
  facetAll: (n: number) => `其余 ${zhNumber.format(n)} 个`,
  facetMissing: (n: number) => `另有 ${zhNumber.format(n)} 个未列出，请输入文字查找`,
  facetSearch: (facet: string) => `在${facet}里查找`,
  facetNone: '没有相符的值',
  exclude: '排除',
  excluded: (value: string) => `不含 ${value}`,
  restore: '恢复',
  paragraphs: (n: number) => `${zhNumber.format(n)} 段`,
  dates: '日期',
  from: '起',
  to: '止',
  fromChip: (date: string) => `自 ${date}`,
  toChip: (date: string) => `至 ${date}`,
  activeFilters: '已选条件',
  timeline: {
    heading: { year: '逐年', month: '逐月', day: '逐日' } satisfies Record<Interval, string>,
    allYears: '全部年份',
    scale: '计数方式',
    counts: '段数',
    rates: '每万段',
    rate: (n: number) => zhRate.format(n),
    top: (text: string) => `最高 ${text}`,
    noPaper: '无馆藏',
    help: '在图上拖动可选取一段时间，点按一格可进入',
    from: '时段的起点',
    to: '时段的终点',
    table: '列成表格',
    columns: { time: '时间', count: '命中段数', paragraphs: '馆藏段数', rate: '每万段命中' },
    undated: (n: number) => `日期未注明 ${zhNumber.format(n)} 段`,
    coarse: (n: number) => `另有 ${zhNumber.format(n)} 段只知大致时间`,
    compare: '与另一检索式比较',
    compareButton: '比较',
    stopComparing: '不再比较',
    none: '一段也没有',
  },
  time: (key: string) => (key.length === 4 ? `${key} 年` : key.length === 7 ? `${key.slice(0, 4)} 年 ${Number(key.slice(5))} 月` : day(zhDate, key)),
  tick: (key: string) => (key.length === 4 ? key : key.length === 7 ? `${Number(key.slice(5))} 月` : String(Number(key.slice(8)))),
  remove: (label: string) => `去掉 ${label}`,
  removeAll: '全部清除',

  welcome: {
    heading: '馆藏',
    articles: '篇',
    paragraphs: '段',
    undated: (n: number) => `另有 ${zhNumber.format(n)} 篇日期未注明`,
    byYear: '逐年',
    byDistrict: '按地区',
    bySection: '按栏目',
    byAuthor: '按作者',
    examples: '不妨从这里查起',
    latest: '新到',
    empty: '馆里还没有文章',
    emptyHelp: '先把报纸文本收进来，再回到这里：',
  },

  nothing: {
    heading: '一段也没有找到',
    unfiltered: '馆藏里没有含有这些词语的段落。',
    filtered: '也许是条件太紧。去掉其中一项，就能找到：',
    hints: ['少用几个词，或换一个说法', '给词语加上引号是逐字检索，可以去掉引号再试', '简体、繁体和全角、半角不必区分'],
    all: '全部条件',
    calendar: '看看这段时间馆里有没有报',
    coverage: (first: string, last: string) => `馆藏起讫：${first}至${last}`,
  },

  problem: {
    offline: { title: '网络断开了', detail: '恢复连接后会自动继续。' },
    engine_unavailable: { title: '检索引擎暂时不在', detail: '它可能正在启动。本页会自动再试。' },
    too_deep: { title: '翻得太深了', detail: '一次检索最多翻看前 10,000 段。请加上筛选条件，或换一种排序。' },
    rate_limited: { title: '请求太频繁', detail: '请稍等片刻，本页会自动再试。' },
    not_found: { title: '没有这一页', detail: '网址可能抄错了，或者这篇文章已经移出馆藏。' },
    invalid_parameter: { title: '网址里有一处写法不对', detail: '请检查网址里的这一项：' },
    other: { title: '出了点差错', detail: '请稍后再试。' },
    retry: '再试一次',
    home: '回到首页',
    firstPage: '回到第一页',
    clear: '去掉筛选条件',
  },
  loading: '正在检索……',

  article: {
    hitCount: (at: number, of: number) => `${at} / ${of}`,
    keep: '剪报',
    kept: '已剪',
    copied: '已复制',
    notCopied: '未能复制，请手动选取网址',
  },
  footer: '原文照录，未作改动。',
  docs: '接口',
  calendar: '馆藏日历',
  clippings: '剪报夹',
  letterKeys: '单键快捷键（/ n p）',
  take: { label: '带走结果', feed: 'Atom 订阅', keep: '保存检索', kept: '已保存到剪报夹', notKept: '浏览器不允许保存' },
};

export type Messages = typeof zh;

const en: Messages = {
  name: '寻报',
  tagline: 'Full-text search for Chinese newspapers',
  skip: 'Skip to results',
  otherLang: { lang: 'zh', tag: 'zh-Hans', label: '中文' },

  searchLabel: 'Search text and titles',
  placeholder: 'words, “exact phrase”, -not, author:name',
  keys: 'Press / to focus the box, Esc to clear, ↑ ↓ to move through results, Enter to open',
  submit: 'Search',

  number: (n) => enNumber.format(n),
  date: (date) => day(enDate, date),
  year: (year) => String(year),
  undated: 'undated',
  unstated: 'not stated',
  untitled: '(untitled)',
  ordinal: (n) => `Paragraph ${n}`,
  pageOf: (page) => `p. ${page}`,

  total: (paragraphs, articles, exact) =>
    `${exact ? '' : 'about '}${some(paragraphs, 'paragraph')} in ${exact ? '' : 'about '}${some(articles, 'article')}`,
  moreInArticle: (n) => `${some(n, 'more paragraph')} in this article`,
  repeated: (n) => `Printed in ${some(n, 'other place')}`,
  folded: 'Repeats of an article are folded.',
  unfold: 'List them all',
  foldAgain: 'Fold repeats of an article',
  results: 'Results',
  relaxed: 'No paragraph has all the words. These may lack: ',
  demand: 'Choose a word to require it.',
  warnings: 'Parts of the query could not be taken literally:',
  suggestion: 'Did you mean',
  suggestions: 'Suggestions',
  kinds: { word: 'Word', title: 'Title' },
  including: (names) => `incl. ${names.join(', ')}`,
  alsoFind: (names) => `also find ${names.join(', ')}`,
  asTyped: 'as typed only',

  sort: 'Sort',
  sorts: { relevance: 'Relevance', newest: 'Newest', oldest: 'Oldest' },
  pages: 'Pages',
  previousPage: 'Previous',
  nextPage: 'Next',
  pageNumber: (n) => `Page ${n}`,

  filters: 'Filters',
  filtersOn: (n) => (n === 0 ? 'Filters' : `Filters (${n})`),
  closeFilters: 'Close filters',
  showResults: (n) => `Show ${some(n, 'result')}`,
  apply: 'Apply filters',
  facets: { district: 'District', year: 'Year', section: 'Section', author: 'Author' },
  facetAll: (n) => `${enNumber.format(n)} more`,
  facetMissing: (n) => `${enNumber.format(n)} more are not listed; type to find them`,
  facetSearch: (facet) => `Find in ${facet}`,
  facetNone: 'No value matches',
  exclude: 'Exclude',
  excluded: (value) => `not ${value}`,
  restore: 'Restore',
  paragraphs: (n) => some(n, 'paragraph'),
  dates: 'Dates',
  from: 'From',
  to: 'To',
  fromChip: (date) => `from ${date}`,
  toChip: (date) => `until ${date}`,
  activeFilters: 'Active filters',
  timeline: {
    heading: { year: 'Year by year', month: 'Month by month', day: 'Day by day' },
    allYears: 'All years',
    scale: 'Scale',
    counts: 'Paragraphs',
    rates: 'Per 10,000',
    rate: (n) => enRate.format(n),
    top: (text) => `peak ${text}`,
    noPaper: 'nothing held',
    help: 'Drag over the chart to choose a time, click a column to enter it',
    from: 'Start of the time',
    to: 'End of the time',
    table: 'As a table',
    columns: { time: 'Time', count: 'Hits', paragraphs: 'Paragraphs held', rate: 'Hits per 10,000' },
    undated: (n) => `${some(n, 'undated paragraph')}`,
    coarse: (n) => `${some(n, 'more paragraph')} dated less exactly`,
    compare: 'Compare with another query',
    compareButton: 'Compare',
    stopComparing: 'Stop comparing',
    none: 'none',
  },
  time: (key) => (key.length === 4 ? key : key.length === 7 ? enMonth.format(Date.parse(`${key}-01T00:00:00Z`)) : day(enDate, key)),
  tick: (key) => (key.length === 4 ? key : key.length === 7 ? enMonth.format(Date.parse(`${key}-01T00:00:00Z`)).slice(0, 3) : String(Number(key.slice(8)))),
  remove: (label) => `Remove ${label}`,
  removeAll: 'Clear all',

  welcome: {
    heading: 'In the archive',
    articles: 'articles',
    paragraphs: 'paragraphs',
    undated: (n) => `and ${some(n, 'undated article')}`,
    byYear: 'Year by year',
    byDistrict: 'By district',
    bySection: 'By section',
    byAuthor: 'By author',
    examples: 'Try one of these',
    latest: 'Latest',
    empty: 'The archive is still empty',
    emptyHelp: 'Take in some newspaper text first, then come back:',
  },

  nothing: {
    heading: 'Nothing found',
    unfiltered: 'No paragraph in the archive has these words.',
    filtered: 'The search may be too narrow. Without one of these there is something:',
    hints: ['Use fewer words, or others', 'Quoted words are matched literally: try without the quotes', 'Simplified or traditional, full or half width makes no difference'],
    all: 'all filters',
    calendar: 'See what is held of that time',
    coverage: (first, last) => `The archive spans ${first} to ${last}`,
  },

  problem: {
    offline: { title: 'You are offline', detail: 'The search goes on by itself when the connection is back.' },
    engine_unavailable: { title: 'The search engine is away', detail: 'It may be starting. This page tries again by itself.' },
    too_deep: { title: 'Too many pages in', detail: 'A search can be paged through its first 10,000 paragraphs. Add a filter or sort another way.' },
    rate_limited: { title: 'Too many requests', detail: 'Please wait a moment; this page tries again by itself.' },
    not_found: { title: 'No such page', detail: 'The address may be mistyped, or the article has left the archive.' },
    invalid_parameter: { title: 'Part of the address is not right', detail: 'Please check this parameter:' },
    other: { title: 'Something went wrong', detail: 'Please try again later.' },
    retry: 'Try again',
    home: 'Go to the front page',
    firstPage: 'Back to page 1',
    clear: 'Remove the filters',
  },
  loading: 'Searching…',

  article: {
    hitCount: (at, of) => `${at} / ${of}`,
    keep: 'Clip',
    kept: 'Clipped',
    copied: 'Copied',
    notCopied: 'Could not copy; please select the address',
  },
  footer: 'Texts stand as printed.',
  docs: 'API',
  calendar: 'Coverage',
  clippings: 'Clippings',
  letterKeys: 'Single-key shortcuts (/ n p)',
  take: { label: 'Take along', feed: 'Atom feed', keep: 'Save search', kept: 'Saved with the clippings', notKept: 'This browser allows no saving' },
};

export const MESSAGES: Readonly<Record<Lang, Messages>> = { zh, en };
