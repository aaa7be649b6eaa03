/** What papers call their pages. Alternatives for regular expressions with the `u` flag. */

/** By desks and subjects. */
export const DESKS = '要闻|时政|本地|城事|民生|社会|财经|经济|文体|文娱|体育|副刊|国际|国内|专题|专版|特刊|综合|广告|教育|健康|科技|评论|深度|都市|区县|县域|天下|文化|文旅|文艺|卫生|科学|法治|政法|农业|三农|生态|环保|生活|旅游|理论|人才|党建';
/** Pages with a life of their own, and those made for an occasion. */
export const SUPPLEMENTS = '周刊|副刊|专刊|特刊|专版|特别报道';

const PART = new RegExp(`(?:${SUPPLEMENTS}|专栏|专题|视点|人物|文化|教育|健康|民生|评论|话题|调查|观察|基层|进行时|\\p{Script=Han}[篇卷])(?:[·•]|$)`, 'u');

/** `文化周刊·人物`, which could be a foreign name by its form. */
export const isPageName = (plain: string): boolean => /[·•]/u.test(plain) && PART.test(plain);
