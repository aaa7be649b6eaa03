import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { html, type Content } from '../web/html.ts';
import { MESSAGES } from '../web/i18n.ts';
import { SERVER_MESSAGES } from '../web/i18n-server.ts';
import { NO_PARAMS } from '../web/params.ts';
import { compareLink } from '../web/views/onward.ts';
import { articleRepeats, foldSwitch } from '../web/views/repeats.ts';
import { pager, results } from '../web/views/results.ts';
import { ARTICLES } from './fixtures/web/articles.ts';
import { hit, response } from './fixtures/web/response.ts';

const m = MESSAGES.zh;
const markup = (content: Content): string => renderToString(html`${content}`);
const repeat = { id: 'lamp', title: '古渡口 <灯笼>', date: '2024-02-01', year: 2024, paper: '江湾晚报', page: '5', url: '/articles/lamp' };
const folded = response({ total: 40, hits: [hit('a', 1, { repeats: [repeat] }), hit('b', 1, { repeats: [] })] });

describe('results folded by family', () => {
  test('name the other places under the one shown, in a disclosure that needs no script', () => {
    const page = markup(results(folded, m));
    expect(page.match(/<details class="more repeats">/g)).toHaveLength(1);
    expect(page).toContain('<summary>另见 1 处</summary>');
    expect(page).toContain('href="/articles/lamp"');
    expect(page).toContain('古渡口 &lt;灯笼>');
    expect(page).toContain('江湾晚报 第 5 版');
  });

  test('offer to unfold only where something is folded, and to fold again', () => {
    expect(markup(foldSwitch(folded, { ...NO_PARAMS, q: '灯', page: 2 }, m))).toContain('href="/?q=%E7%81%AF&amp;fold=off"');
    expect(markup(foldSwitch(response({ hits: [hit('b', 1, { repeats: [] })] }), NO_PARAMS, m))).toBe('');
    expect(markup(foldSwitch(response({ hits: [hit('b', 1)] }), { ...NO_PARAMS, q: '灯', fold: false }, m))).toContain('href="/?q=%E7%81%AF"');
  });

  test('end where the answer says so, not where the total does', () => {
    expect(markup(pager({ ...folded, more: false }, NO_PARAMS, m))).toBe('');
    expect(markup(pager(folded, NO_PARAMS, m))).toContain('rel="next"');
  });
});

test('an article lists where else it was printed, and nothing when nowhere', () => {
  const page = markup(articleRepeats([repeat], '又见', '1 处', m, () => compareLink(ARTICLES[0]!, repeat, 3, SERVER_MESSAGES.zh)));
  expect(page).toContain('又见');
  expect(page).toMatch(/href="\/articles\/lamp\/compare\/window">逐字对照.*3 处数字不同/);
  expect(markup(articleRepeats([], '又见', '', m))).toBe('');
});
