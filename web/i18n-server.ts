/** Words that only the server says, those of the article page above all: the script does without them. */
import type { ArticleJson } from '../src/server/schema.ts';
import type { Lang } from './i18n.ts';

const zh = {
  description: '寻报：在中文报纸的正文里检索，直达原文段落。',
  skip: '跳到正文',
  back: '检索结果',
  backHome: '首页',
  outline: '目录',
  about: '出处',
  date: '日期',
  year: '年份',
  paper: '报纸',
  page: '版次',
  district: '地区',
  author: '作者',
  file: '文件',
  url: '网址',
  mentioned: '文中提及',
  yearBasis: {
    'front-matter': null,
    'printed-date': null,
    'latest-date': '据文中最晚日期推断',
    'latest-year': '据文中最晚年份推断',
    none: null,
  } satisfies Record<ArticleJson['yearBasis'], string | null>,
  hits: '命中',
  hitsIn: (n: number) => `${n} 段`,
  previousHit: '上一处命中（p）',
  nextHit: '下一处命中（n）',
  copyParagraph: (n: number) => `复制第 ${n} 段的链接`,
  empty: '这篇文章没有正文。',
};

const en: typeof zh = {
  description: 'Xunbao: search the full text of Chinese newspapers, down to the source paragraph.',
  skip: 'Skip to the article',
  back: 'Results',
  backHome: 'Front page',
  outline: 'Outline',
  about: 'Source',
  date: 'Date',
  year: 'Year',
  paper: 'Paper',
  page: 'Page',
  district: 'District',
  author: 'Author',
  file: 'File',
  url: 'Address',
  mentioned: 'Mentioned',
  yearBasis: {
    'front-matter': null,
    'printed-date': null,
    'latest-date': 'inferred from the latest date in the text',
    'latest-year': 'inferred from the latest year in the text',
    none: null,
  },
  hits: 'Hits',
  hitsIn: (n) => `${n} ${n === 1 ? 'paragraph' : 'paragraphs'}`,
  previousHit: 'Previous hit (p)',
  nextHit: 'Next hit (n)',
  copyParagraph: (n) => `Copy link to paragraph ${n}`,
  empty: 'This article has no text.',
};

export type ServerMessages = typeof zh;
export const SERVER_MESSAGES: Readonly<Record<Lang, ServerMessages>> = { zh, en };
