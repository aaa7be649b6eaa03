/**
 * Words that carry no subject. Inside a longer query they are not demanded; alone they are searched
 * like any other. The second list is how people ask, not what newspapers print.
 */
const FUNCTION_WORDS = '的 了 在 是 和 与 及 或 也 都 就 而 着 过 被 把 对 从 向 为 以 于 之 其 这 那 该 各 等 并 但 又 将 还 已 上 中 下 里 们 个 所 由 给 让 使 很 最 更 地 得 不 有 我 你 他 她 它';
const ASKING = '请问 帮我 帮 找 找一下 一下 查一下 查查 查 搜索 搜一下 搜 想 知道 想知道 了解 关于 有关 什么 怎么 怎样 怎么样 如何 哪些 哪个 哪里 哪儿 哪天 哪年 哪一天 几时 何时 什么时候 多少 为什么 吗 呢 吧 啊 消息 新闻 报道 文章 内容 相关';

export const FUNCTION = new Set(FUNCTION_WORDS.split(' '));
export const FILLER = new Set(ASKING.split(' '));
