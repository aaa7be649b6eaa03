/** Faults that once came out of natural pages; each small page shows one of them. */
import { describe, expect, test } from 'vitest';
import { toArticles } from '../ingest/assemble.ts';
import type { Article } from '../src/domain.ts';
import { wrap } from './fixtures/typeset.ts';

const read = (text: string, form: 'plain' | 'marked' = 'plain'): Article[] => toArticles({ kind: 'page', file: 'a.txt', text, form, meta: {} }, { today: '2026-06-01' });
const kinds = (article: Article): string[] => article.paragraphs.map(({ kind, text }) => `${kind} ${text}`);
const set = (text: string, width = 22): string => wrap(text, { width, measure: 'width', indent: 'lost' }).join('\n');

const A = '渡口的老船工每天清早都要把船擦一遍，擦到木纹发亮才肯歇手。他说木头和人一样，有人惦记就老得慢。去年冬天船底漏水，他一个人修了十一天。';
const B = '村里的孩子放学以后喜欢坐在堤岸上看他干活，有时候也帮忙递一把刷子。最小的那个孩子给每条船都取了名字，写在一块小木板上。';

test('a line of running text that happens to end in 摄 is no caption', () => {
  const [article] = read(`渡口夜校开课了\n\n本报记者 柳河清\n\n渡口夜校的学员里年纪最大的已经八十七岁，\n每周三晚上都坐在第一排，他最爱学的是，李明摄\n影班的课，因为那里可以把船拍下来寄给远方的\n孙子看。夜校的灯一直亮到九点。`);
  expect(article!.paragraphs.map(({ kind }) => kind)).toEqual(['byline', 'body']);
});

describe('the masthead', () => {
  test.each([
    ['2021年9月17日 星期五 3 民生\n江海新报', '江海新报', '3', '2021-09-17'],
    ['2024年11月6日 星期三 农历甲辰年十月初六\n江海新讯 A04 要闻', '江海新讯', 'A4', '2024-11-06'],
    ['江海晚报 2024年3月5日 第12版', '江海晚报', '12', '2024-03-05'],
    ['江海新訊 海外版 2024年3月21日', '江海新訊', null, '2024-03-21'],
    ['第三版 要闻', null, '3', null],
    ['2023年12月28日', null, null, '2023-12-28'],
  ])('%s is not the title, and says what it says', (head, paper, page, date) => {
    const articles = read(`${head}\n\n渡口小镇这一年\n\n本报记者 柳河清\n\n${set(A)}`);
    expect(articles).toHaveLength(1);
    expect(articles[0]).toMatchObject({ title: '渡口小镇这一年', date, source: { paper, page } });
  });
  test.each(['G20峰会', 'G60科创走廊', 'C919大飞机'])('%s is a title', (title) => expect(read(`${title}\n\n本报记者 柳河清\n\n${set(A)}`)[0]!.title).toBe(title));
  test('is not where the text goes on', () => expect(read(`渡口小镇这一年\n\n${set(A)}\n\n下转第四版`)[0]!.source.page).toBeNull());
  test('of two papers says nothing', () => expect(read(`江海晚报 第3版\n\n渡口小镇这一年\n\n${set(A)}\n\n山城晚报 第4版`)[0]!.source).toMatchObject({ paper: null, page: null }));
});

describe('title and subtitle', () => {
  test.each(['——渡口小镇夜间一线', '渡口小镇社区治理观察', '渡口小镇乡村振兴见闻'])('%s is the subtitle', (line) => {
    for (const between of ['\n', '\n\n']) expect(read(`一条船的旅程${between}${line}\n\n本报记者 柳河清\n\n${set(A)}`)[0]).toMatchObject({ title: '一条船的旅程', subtitle: line });
  });
  test('two lines of one title stay one', () => expect(read(`在一条船的宽度上\n走一条江的长度\n渡口小镇造船匠群像\n\n本报记者 柳河清\n\n${set(A)}`)[0]).toMatchObject({ title: '在一条船的宽度上 走一条江的长度', subtitle: '渡口小镇造船匠群像' }));
  test('three lines over a byline are one title', () => expect(read(`渡口小镇里\n有人修船修了半辈子\n有人等船等了一整天\n本报记者 柳河清\n\n${set(A)}`)[0]!.title).toBe('渡口小镇里 有人修船修了半辈子 有人等船等了一整天'));
  test('doubled under a line printed once is undone', () => expect(read(`2021年至2025年\n渡口小镇交出五年答卷渡口小镇交出五年答卷\n\n本报记者 柳河清\n\n${set(A)}`)[0]!.title).toBe('2021年至2025年 渡口小镇交出五年答卷'));
});

describe('furniture', () => {
  test.each(['（除署名外，本版图片由渡口小镇提供）', '除署名图片外，本版照片均为资料片', '责编沈木版式唐苇', '您现在的位置：首页 > 民生 > 正文'])('%s', (line) => {
    expect(kinds(read(`渡口小镇这一年\n\n本报记者 柳河清\n\n${set(A)}\n\n${line}`)[0]!)).toContain(`boilerplate ${line}`);
  });
  test('the web page line with date, source and author is a byline', () => {
    expect(read(`# 渡口小镇这一年\n\n2024年7月19日 来源：江海新讯 作者：柳河清 单小舟\n\n${A}`, 'marked')[0]).toMatchObject({ authors: ['柳河清', '单小舟'], paragraphs: [{ kind: 'byline' }, { kind: 'body' }] });
  });
});

test('rows of a table are text, keep their spaces and head nothing', () => {
  expect(kinds(read(`# 渡口小镇这一年\n\n${A}\n\n年份 | 水质类别 | 含量\n\n2018 | Ⅳ类 | 27.5\n\n${B}`, 'marked')[0]!)).toEqual([`body ${A}`, 'body 年份 | 水质类别 | 含量', 'body 2018 | Ⅳ类 | 27.5', `body ${B}`]);
});

const sections = (text: string): (string | null)[] => read(text)[0]!.paragraphs.filter(({ kind }) => kind === 'body' || kind === 'bullet').map(({ section }) => section);

describe('sections', () => {
  test('sentences that count up between blank lines head the text below', () => {
    const text = `渡口小镇这一年\n\n本报记者 柳河清\n\n${set(A)}\n\n一是敢给慢船时间，让木头多晒一会儿。\n\n${set(B)}\n\n二是敢给小船舞台，让配角站到台前。\n\n${set(A)}`;
    expect(sections(text)).toEqual([null, '一是敢给慢船时间，让木头多晒一会儿。', '二是敢给小船舞台，让配角站到台前。']);
  });
  test('over lists end with the last list', () => {
    const text = `渡口小镇这一年\n\n本报记者 柳河清\n\n学有所教\n\n·新建渡口小学一所，孩子们不再坐船上学。\n·添置课桌两百张，全是老船板改的。\n\n老有所养\n\n·开办渡口食堂一家，老人吃饭不要钱。\n·送餐的小船每天两趟，风雨无阻。\n\n${set(A)}`;
    expect(sections(text)).toEqual(['学有所教', '学有所教', '老有所养', '老有所养', null]);
  });
});

test('a box of labels and numbers is read in pairs', () => {
  expect(kinds(read(`渡口小镇这一年\n\n本报记者 柳河清\n\n新增学位\n1.46万个\n养老床位\n3720张\n\n${set(A)}`)[0]!)).toEqual(['byline 本报记者 柳河清', 'body 新增学位1.46万个', 'body 养老床位3720张', `body ${A}`]);
});

test('stanzas without stops stay lines', () => {
  const lines = '木缝里长出一棵小草\n没有人记得是哪一年\n修船的老人挪了挪凳子\n给它让出半步春天\n\n风从渡口走进来\n带着江水的气味\n孩子跑过船头\n船老得很慢'.split('\n');
  expect(read(`${A}\n\n渡口\n□柳河清\n\n${lines.join('\n')}`).flatMap(kinds).filter((text) => text.length < 20)).toEqual(expect.arrayContaining(lines.filter(Boolean).map((line) => `body ${line}`)));
});

test('the signature of a letter is no heading', () => {
  expect(kinds(read(`渡口该添一盏灯\n\n编辑同志：\n\n${set(A)}\n\n渡口村 冉德厚\n2022年3月9日\n\n编后\n\n${set(B)}`)[0]!).filter((text) => text.length < 20)).toEqual(['body 编辑同志：', 'body 渡口村 冉德厚', 'body 2022年3月9日', 'heading 编后']);
});

test('a record names its writers in its first lines', () => {
  const [article] = toArticles({ kind: 'record', file: 'a.csv', meta: { title: '渡口' }, paragraphs: [{ text: '本報記者 區慧敏' }, { text: A }] });
  expect(article).toMatchObject({ authors: ['區慧敏'], paragraphs: [{ kind: 'byline' }, { kind: 'body' }] });
  const [stated] = toArticles({ kind: 'record', file: 'a.csv', meta: { title: '渡口', authors: ['单小舟'] }, paragraphs: [{ text: '本报记者 柳河清', kind: 'body' }, { text: A }] });
  expect(stated).toMatchObject({ authors: ['单小舟'], paragraphs: [{ kind: 'body' }, { kind: 'body' }] });
});

test('English keeps its spaces beside dashes and quotes, and its byline', () => {
  const text = 'HANGZHOU — A walk along the river “for everybody” opened on Sunday, and 140 trees were planted in 2019 alone.';
  expect(read(`# A Walk by the River\n\nBy staff reporter Marian Holt and John Lee\n\n${text}`, 'marked')[0]).toMatchObject({ authors: ['Marian Holt', 'John Lee'], paragraphs: [{ kind: 'byline' }, { kind: 'body', text }] });
});
