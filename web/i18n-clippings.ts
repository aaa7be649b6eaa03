/** Words of the page of clippings, which has a script of its own. */
import type { Lang } from './i18n.ts';
import { traditional } from './traditional.ts';

const zh = {
  title: '剪报夹',
  lead: '剪下的段落和保存的检索只留在这台设备的浏览器里，不会上传。清除浏览器数据时也会一并清除，请及时导出。',
  noScript: '剪报夹需要启用 JavaScript。',
  clippings: '剪报',
  searches: '保存的检索',
  none: '还没有剪报。读文章时把光标移到段落上（在手机上点段落的号码），再点“剪报”，它就会收在这里。',
  noSearches: '还没有保存检索。在检索结果的末尾可以保存。',
  export: '导出',
  exportAs: (format: string, n: number) => `导出 ${n} 则剪报为 ${format}`,
  copy: '复制引文',
  copied: '已复制',
  notCopied: '未能复制',
  remove: '移除',
  removed: '已移除。',
  undo: '恢复',
  untitled: '（无题）',
  paragraph: (n: number) => `第 ${n} 段`,
  kept: (day: string) => `${day} 剪存`,
};

const en: typeof zh = {
  title: 'Clippings',
  lead: 'Clippings and saved searches stay in this browser on this device and are sent nowhere. Clearing the browser’s data clears them too, so export them in time.',
  noScript: 'Clippings need JavaScript.',
  clippings: 'Clippings',
  searches: 'Saved searches',
  none: 'Nothing clipped yet. Point at a paragraph while reading (on a phone, touch its number) and choose “Clip”.',
  noSearches: 'No searches saved yet. They can be saved at the end of the results.',
  export: 'Export',
  exportAs: (format, n) => `Export ${n} ${n === 1 ? 'clipping' : 'clippings'} as ${format}`,
  copy: 'Copy quotation',
  copied: 'Copied',
  notCopied: 'Could not copy',
  remove: 'Remove',
  removed: 'Removed.',
  undo: 'Undo',
  untitled: '(untitled)',
  paragraph: (n) => `paragraph ${n}`,
  kept: (day) => `clipped ${day}`,
};

export type ClippingWords = typeof zh;
export const CLIPPING_WORDS: Readonly<Record<Lang, ClippingWords>> = { zh, 'zh-Hant': traditional(zh), en };
