/** Words that carry no subject: what they are said about is looked for, not they. */
const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Inside a longer query they are not demanded; alone they are searched like any other. */
export const FUNCTION = words('的 了 在 是 和 与 及 或 也 都 就 而 着 过 被 把 对 从 向 为 以 于 之 其 这 那 该 各 等 并 但 又 将 还 已 上 中 下 里 们 个 所 由 给 让 使 很 最 更 地 得 不 有 我 你 他 她 它');

/** Words of questions, which newspapers seldom answer in the same words. */
const ASKING = words('什么 怎么 怎样 怎么样 如何 哪些 哪个 哪里 哪儿 哪天 哪年 哪一天 哪 几时 何时 什么时候 多少 为什么 为何 怎么回事 吗 呢 吧 啊 谁');
/** What only a request begins or ends with, … */
const REQUEST = words('请问 想 麻烦 帮 帮我 帮忙 能不能 找 找一下 查 查查 查一查 查一下 我查 我想查 搜 搜索 搜一下 一下 看看 说说 想知道 想了解 关于 有关 有没有');
/** … what may stand with it at its beginning, … */
const BEFORE = words('请 我 你 是 能 不能 可以 我想 要 我要 求 一篇 一条 讲 以前 当时 看到 看到过 过 知道 了解 报道 了 的');
/** … and at its end, … */
const AFTER = words('是 有 了 在 过 情况 资料 信息 内容 原文 经过 事 事情 时候 时间 一年 一天 这条 这篇 那篇 后来 写');
/** … where these need nothing else to be the end of one. */
const END = words('的 相关 有关 报道 新闻 消息 文章');

export const isEmpty = (word: string): boolean => FUNCTION.has(word) || ASKING.has(word);

const asks = (word: string): boolean => REQUEST.has(word) || ASKING.has(word);

/**
 * Where the subject of a request begins and ends in its words: 请问 | … | 的报道是哪天的. Words that may
 * as well be part of the subject are only taken off beside one that asks.
 */
export function subject(tokens: readonly string[]): [start: number, end: number] {
  let start = 0;
  while (start < tokens.length && (asks(tokens[start]!) || BEFORE.has(tokens[start]!))) start++;
  let end = tokens.length;
  while (end > start && (asks(tokens[end - 1]!) || AFTER.has(tokens[end - 1]!) || END.has(tokens[end - 1]!))) end--;
  if (start === end) return [0, tokens.length];
  const asked = tokens.slice(0, start).some(asks) || tokens.slice(end).some(asks);
  if (asked) return [start, end];
  return [0, END.has(tokens[end] ?? '') ? end : tokens.length];
}
