/** The steps of the layout, each alone: lines, blocks, units, articles, sections, and what the trace tells of them. */
import { describe, expect, test } from 'vitest';
import { toArticles } from '../ingest/assemble.ts';
import type { TraceLine } from '../ingest/assemble.ts';
import { toBlocks } from '../ingest/layout/blocks.ts';
import { columnsOf } from '../ingest/layout/columns.ts';
import { familyOf } from '../ingest/layout/family.ts';
import { splitLines } from '../ingest/layout/lines.ts';
import { layoutPage } from '../ingest/layout/page.ts';
import { sectionsOf } from '../ingest/layout/sections.ts';
import { pageContext } from '../ingest/layout/shapes.ts';
import type { Article } from '../src/domain.ts';
import { wrap } from './fixtures/typeset.ts';

const lines = (text: string) => splitLines(text, { marked: false });
const blocks = (text: string): string[] => toBlocks(lines(text), familyOf(lines(text)), pageContext(lines(text))).map((block) => block.lines.map((line) => line.text).join('|'));
const read = (text: string): Article[] => toArticles({ kind: 'page', file: 'a.txt', text, form: 'plain', meta: {} }, { today: '2026-06-01' });
const set = (text: string, width = 20): string => wrap(text, { width, measure: 'width', indent: 'lost' }).join('\n');

const A = '渡口的老船工每天清早都要把船擦一遍，擦到木纹发亮才肯歇手。他说木头和人一样，有人惦记就老得慢。去年冬天船底漏水，他一个人修了十一天。';
const B = '村里的孩子放学以后喜欢坐在堤岸上看他干活，有时候也帮忙递一把刷子。最小的那个孩子给每条船都取了名字，写在一块小木板上。';

describe('lines', () => {
  test('lose marks and outer blanks and keep their number, indent and the gap before them', () => {
    expect(lines('\n\u3000\u3000开头\n\n\n# 标题 \n- **三项**任务\n---\n')).toMatchObject([
      { no: 2, text: '开头', indent: 2, gap: 1, mark: null },
      { no: 5, text: '标题', gap: 2, mark: { kind: 'heading', level: 1 } },
      { no: 6, text: '三项任务', gap: 0, mark: { kind: 'bullet' } },
    ]);
  });

  test('are read in simplified characters and shown as printed', () => {
    expect(lines('本報訊')[0]).toMatchObject({ text: '本報訊', plain: '本报讯' });
  });
});

describe('which family a page is of', () => {
  test('narrow columns are wrapped, also under one wide notice', () => {
    expect(familyOf(lines(set(A + B)))).toBe('wrapped');
    expect(familyOf(lines(`${'这一行通栏的图片说明特别长，'.repeat(5)}\n${Array.from({ length: 4 }, () => set(A + B)).join('\n')}`))).toBe('wrapped');
  });
  test('long lines are paragraphs', () => expect(familyOf(lines(`${A}\n${B}`))).toBe('prose'));
});

describe('lines are joined', () => {
  test('across a blank line inside a sentence', () => {
    const split = set(A).split('\n');
    expect(blocks([...split.slice(0, 2), '', ...split.slice(2)].join('\n'))).toHaveLength(1);
  });
  test('and parted where a line ends early', () => expect(blocks(`${set(A)}\n${set(B)}`)).toHaveLength(2));
  test('and parted by a lost indent after a full line', () => {
    const full = '船工说今年的水比往年清得多，鱼也多了起来，岸边的芦苇长到了一人多高，风一吹像海。';
    const page = [set(A), set(full, 20), set(B)].join('\n');
    expect(blocks(page).length).toBeGreaterThanOrEqual(3);
  });
  test('not in verse', () => expect(blocks('春风又绿江南岸，\n明月何时照我还。\n小桥流水人家里，\n一盏孤灯到天明。')).toHaveLength(4));
  test('around a caption in the middle of a sentence', () => {
    const split = set(A).split('\n');
    const found = blocks([...split.slice(0, 2), '', '老船工在修船。柳河清 摄', '', ...split.slice(2), set(B)].join('\n'));
    expect(found.map((block) => block.replaceAll('|', ''))).toContain(A);
  });
});

test('a figure set over two lines is one paragraph', () => {
  const found = read(`渡口小镇这一年\n\n本报记者 柳河清\n${set(A)}\n\n居民人均收入\n同比增长8%左右\n游客接待总量\n同比增长12%以上`)[0]!.paragraphs.map(({ text }) => text);
  expect(found).toContain('居民人均收入同比增长8%左右');
  expect(found).toContain('游客接待总量同比增长12%以上');
});

test('a figure cut off by a column break is the rest of its sentence, not a heading', () => {
  const page = `渡口小镇这一年\n\n本报记者 柳河清\n${set(A)}\n这一年全镇上下齐心，力争居民人均纯收入\n\n同比增长9%左右\n游客接待总量\n同比增长12%以上\n${set(B)}`;
  expect(read(page)[0]!.paragraphs.map(({ kind, text }) => `${kind} ${text}`)).toContain('body 这一年全镇上下齐心，力争居民人均纯收入同比增长9%左右');
});

describe('stray spaces', () => {
  const text = '全镇新修码头 14处，惠及 3260户居民，其中使用 solar power 的有 5处。';
  test('go from running text and are kept as mends', () => {
    const { text: shown, origin } = read(`渡口小镇\n\n本报记者 柳河清\n\n${text}${'这一年过得很快。'.repeat(8)}`)[0]!.paragraphs[1]!;
    expect(shown).toMatch(/^全镇新修码头14处，惠及3260户居民，其中使用solar power的有5处。/);
    expect(origin!.mends[0]).toEqual({ at: 6, was: ' ' });
  });
  test('stay in rows of names', () => {
    expect(read(`渡口小镇\n\n本报记者 柳河清\n\n${A}获奖名单：张大河 李小溪 王长江 赵海洋。`)[0]!.paragraphs[1]!.text).toContain('张大河 李小溪 王长江 赵海洋');
  });
});

const sections = (text: string): (string | null)[] => layoutPage(text, 'plain').layouts.flatMap(({ units, title }) => sectionsOf(units, title));

describe('sections', () => {
  const head = '渡口小镇这一年\n\n本报记者 柳河清\n\n';
  test('a heading over two lines is one', () => expect(sections(`${head}${set(A)}\n\n木头和人一样\n有人惦记\n${set(B)}`)).toContain('木头和人一样 有人惦记'));
  test('headings torn from their texts give none', () => {
    expect(sections(`${head}${set(A)}\n\n木头和人一样\n\n孩子们的船名\n\n修船的十一天\n\n${set(B)}`).filter((section) => section !== null)).toEqual([]);
  });
  test('numbers out of order give none', () => {
    expect(sections(`${head}${set(A)}\n\n4 码头新修 更加平整\n\n${set(B)}\n\n1 船只更新 更加安全\n\n${set(A)}`).filter((section) => section !== null)).toEqual([]);
  });
  test('numbers in order give theirs', () => {
    expect(sections(`${head}1 码头新修 更加平整\n\n${set(A)}\n\n2 船只更新 更加安全\n\n${set(B)}`)).toContain('2 船只更新 更加安全');
  });
  test('the title is never one', () => {
    for (const { title, paragraphs } of read(`${head}${set(A)}`)) for (const { section } of paragraphs) expect(section).not.toBe(title);
  });
});

test('the title given from outside is not repeated and not a section', () => {
  const [article] = toArticles({ kind: 'page', file: 'a.txt', text: `渡口小镇这一年\n\n本报记者 柳河清\n\n${A}`, form: 'plain', meta: { title: '渡口小镇这一年', id: 'ferry-1' } });
  expect(article).toMatchObject({ id: 'ferry-1', title: '渡口小镇这一年' });
  expect(article!.paragraphs.map(({ kind }) => kind)).toEqual(['byline', 'body']);
});

test('a printed title that another one replaces stays in the text', () => {
  const [article] = toArticles({ kind: 'page', file: 'a.txt', text: `渡口小镇这一年\n\n本报记者 柳河清\n\n${A}`, form: 'plain', meta: { title: '别的题目', section: '副刊' } });
  expect(article!.paragraphs).toMatchObject([{ kind: 'heading', text: '渡口小镇这一年', section: null }, { kind: 'byline', section: null }, { kind: 'body', section: '副刊' }]);
});

test('what is stated of one article is not said of its neighbours', () => {
  const text = `老桥修好了\n\n本报讯（记者柳河清）${A}\n\n新书店开张\n\n本报讯（记者单小舟）${B}`;
  const articles = toArticles({ kind: 'page', file: 'a.txt', text, form: 'plain', meta: { id: 'p1', title: '老桥修好了', authors: ['江一苇'], date: '2024-03-05', paper: '江海晚报' } });
  expect(articles.map(({ title, authors, date, source }) => [title, authors, date, source.paper])).toEqual([
    ['老桥修好了', ['江一苇'], '2024-03-05', '江海晚报'],
    ['新书店开张', ['单小舟'], '2024-03-05', '江海晚报'],
  ]);
});

test('the trace names the rule for every line', () => {
  const trace: TraceLine[] = [];
  toArticles({ kind: 'page', file: null, text: `渡口小镇这一年\n本报记者 柳河清\n${set(A)}\n\n责编：高爽`, form: 'plain', meta: {} }, { trace: (line) => trace.push(line) });
  expect(trace[0]).toEqual({ line: 1, rule: 'first line; short line without a full stop', became: 'title 1' });
  expect(trace[1]).toMatchObject({ line: 2, became: 'byline 1.1' });
  expect(trace[3]).toMatchObject({ rule: 'open sentence', became: 'body 1.2' });
  expect(trace.at(-1)).toMatchObject({ rule: 'staff line; staff line', became: 'boilerplate 1.3' });
});

describe('a kicker', () => {
  const under = `\n\n本报记者 柳河清\n\n${set(A)}`;
  test.each([
    ['全镇上下齐心修缮百年老渡船\n渡口有了新船', '渡口有了新船'],
    ['全镇上下齐心修缮百年老渡船\n\n渡口有了一条新船', '渡口有了一条新船'],
    ['渡口旧事⑫\n雾里的船', '雾里的船'],
    ['老船工交出了船篙\n年轻人接过了渡口', '老船工交出了船篙 年轻人接过了渡口'],
  ])('%j: the title is %s', (head, title) => {
    expect(read(head + under)[0]!.title).toBe(title);
  });
  test('is called so in the trace', () => {
    const trace: TraceLine[] = [];
    toArticles({ kind: 'page', file: null, text: `全镇上下齐心修缮百年老渡船\n渡口有了新船${under}`, form: 'plain', meta: {} }, { trace: (line) => trace.push(line) });
    expect(trace[0]).toMatchObject({ rule: expect.stringContaining('kicker') as string, became: 'heading 1.1' });
  });
});

describe('a page of rows that are no text', () => {
  test('is asked once for each line whether it is text: three thousand rows of names took twelve seconds', () => {
    const lines = splitLines('某队名单\n李明 王芳 张伟\n'.repeat(200), { marked: false });
    let asked = 0;
    columnsOf(lines, () => {
      asked += 1;
      return false;
    });
    expect(asked).toBe(lines.length);
  });
});

describe('a record', () => {
  test('keeps what it states and gets the rest from its text', () => {
    const [article] = toArticles({ kind: 'record', file: 'x.ndjson', meta: { id: 'r-1', title: '香坊区修好老桥', date: '2023-01-05' }, paragraphs: [{ text: '2021年停用的老桥恢复通行。', section: '民生' }, { text: '图为老桥。', kind: 'caption' }, { text: '？', kind: 'nonsense' }] }, { today: '2026-06-01' });
    expect(article).toMatchObject({ id: 'r-1', date: '2023-01-05', year: 2023, yearBasis: 'front-matter', yearsMentioned: [2021], districts: ['香坊区'], authors: [] });
    expect(article!.paragraphs.map(({ id, kind, section }) => [id, kind, section])).toEqual([['r-1_p1', 'body', '民生'], ['r-1_p2', 'caption', null], ['r-1_p3', 'body', null]]);
  });
  test('without an id gets one that stays', () => {
    const record = { kind: 'record', file: null, meta: { title: '老桥' }, paragraphs: [{ text: '通行了。' }] } as const;
    expect(toArticles(record)[0]!.id).toBe(toArticles(record)[0]!.id);
    expect(toArticles(record)[0]!.id).not.toBe(toArticles({ ...record, paragraphs: [{ text: '又停了。' }] })[0]!.id);
  });
});
