/** Newspaper pages printed by a real PDF library are read as a reader reads them: column by column, paragraph by paragraph. */
import { expect, test } from 'vitest';
import type { Article } from '../src/domain.ts';
import { newspaperPdf, pour } from './fixtures/newspaper-pdf.ts';
import { folder, readAll } from './ingest.helpers.ts';

const FIELDS = [
  '清晨五点半，柳湾镇的豆腐坊已经冒了两个钟头的热气。老板娘芮春桃把第一板豆腐抬上三轮车，车铃一响，半条街的狗都跟着跑，像是赶着去上班。',
  '这条街从前叫磨坊街，一共开过二十七家磨坊，后来只剩她一家。2021年修路的时候，街坊们凑在一起画了一张图，把每一盘石磨的位置都标了出来，有的在灶间，有的埋在院子底下。',
  '“石头不会走，走的是人。”芮春桃说，她的公公留下三盘磨，最小的一盘只有脸盆那么大，是给孩子学手艺用的。',
  '去年，镇上用这张图做了一件新鲜事：谁家把石磨请回街边，就给谁家减半年的水费。不到四个月，街边摆出了十九盘石磨，孩子们放学路上一盘一盘地推过去，推完一条街，作业也想好了。',
  '石磨回来了，生意也跟着回来。粮站的账本上写着，上个月这条街用掉黄豆4.6吨，比前年同期多了一倍还多。磨坊由一家变成六家，年纪最轻的坊主今年二十三岁，学的是机械。',
  '他给石磨装了一根皮带，转速由人说了算。老人们起先摇头，尝过以后不再说话，只是把碗又递了过来。',
  '入冬以后天亮得晚，豆腐坊的灯就成了全街最早的一盏。环卫工人在那里歇脚，送报的人在那里取暖，芮春桃给每人舀一碗热豆浆，钱放在窗台上的铁盒里，多少自己看着给。',
  '铁盒每天晚上倒出来数一次，从来没有少过。她把多出来的零钱换成了两盏路灯，一盏照着街口，一盏照着磨。',
];
const BRIDGE = [
  '北岸村的木桥修了四十天，最后一块桥板是村里最小的孩子放上去的。孩子放完板子不肯走，要等第一个过桥的人给他让路。',
  '桥长六十三米，木料全部来自旧船。船主们把船名刻在栏杆上，从东往西念过去，正好是一本渔村的家谱，念到最后一个，桥也就走完了。',
  '修桥的木匠贺连山今年七十岁，不收工钱，只要求每年雨季之前让他上桥听一遍声音。',
];
const LAMP = [
  '南岸的灯塔改成了图书室，四层楼，每层只放得下一张桌子。书从底下往上越来越薄，最高一层放的是诗集，因为爬到那里的人已经没有力气看厚书了。',
  '管灯塔的人叫应少川，原来负责点灯，现在负责关窗。他说两件事差不多，都是怕有人在黑里找不着路。',
  '图书室开了一年半，借出去的书一共2380本，还回来2381本。多出来的那一本没有人认领，书里夹着一张旧船票。',
];

const body = (article: Article | undefined): string[] => (article?.paragraphs ?? []).filter(({ kind }) => kind === 'body').map(({ text }) => text);
const kinds = (article: Article | undefined, kind: string): string[] => (article?.paragraphs ?? []).filter((paragraph) => paragraph.kind === kind).map(({ text }) => text);
const read = async (pdf: Buffer): Promise<Article[]> => (await readAll(await folder({ 'page.pdf': pdf }))).articles;

const HEAD = [{ text: '江海晚报', x: 40, y: 24, size: 9 }, { text: '2024年3月5日 星期二', x: 250, y: 24, size: 9 }, { text: '第3版 城事', x: 500, y: 24, size: 9 }];
const FOOT = { text: '3', x: 298, y: 812, size: 8 };

test('three columns under a title over all of them, with a kicker, a byline and a caption inside a column', async () => {
  const [article, ...others] = await read(await newspaperPdf([[
    ...HEAD,
    { text: '柳湾镇把二十七盘石磨请回了街边', x: 180, y: 64, size: 14 },
    { text: '一条街的早晨从磨豆子开始', x: 120, y: 90, size: 30 },
    { text: '本报记者 柳河清 通讯员 单小舟', x: 215, y: 136, size: 10 },
    ...pour(FIELDS, 16, [40, 220, 400].map((x) => ({ x, top: 170, lines: 17 })), { after: 22, lines: ['放学的孩子在推石磨。', '本报记者 岑小满 摄'] }),
    FOOT,
  ]]));
  expect(others).toEqual([]);
  expect(body(article)).toEqual(FIELDS);
  expect(article?.title).toBe('一条街的早晨从磨豆子开始');
  expect(kinds(article, 'heading')).toEqual(['柳湾镇把二十七盘石磨请回了街边']);
  expect(article?.authors).toEqual(['柳河清', '单小舟']);
  expect(article).toMatchObject({ date: '2024-03-05', source: { paper: '江海晚报', page: '3' } });
  expect(kinds(article, 'caption').join('')).toContain('放学的孩子在推石磨');
});

test('two columns', async () => {
  const [article, ...others] = await read(await newspaperPdf([[
    ...HEAD,
    { text: '一条街的早晨从磨豆子开始', x: 120, y: 70, size: 30 },
    { text: '本报记者 柳河清', x: 240, y: 116 },
    ...pour(FIELDS, 24, [40, 310].map((x) => ({ x, top: 150, lines: 17 }))),
    FOOT,
  ]]));
  expect(others).toEqual([]);
  expect(body(article)).toEqual(FIELDS);
  expect(article).toMatchObject({ title: '一条街的早晨从磨豆子开始', authors: ['柳河清'] });
});

test('a title over two lines of one size stays whole, and smaller letters under it are the subtitle', async () => {
  const [article] = await read(await newspaperPdf([[
    ...HEAD,
    { text: '一条街的早晨', x: 180, y: 60, size: 26 },
    { text: '从磨豆子开始', x: 180, y: 92, size: 26 },
    { text: '柳湾镇十九盘石磨的去与来', x: 200, y: 128, size: 14 },
    { text: '本报记者 柳河清', x: 240, y: 150 },
    ...pour(FIELDS, 24, [40, 310].map((x) => ({ x, top: 180, lines: 17 }))),
  ]]));
  expect(article).toMatchObject({ title: '一条街的早晨 从磨豆子开始', subtitle: '柳湾镇十九盘石磨的去与来', authors: ['柳河清'] });
});

test('a single line left over for the last column is read last', async () => {
  const lines = pour(FIELDS, 16, [{ x: 40, top: 0, lines: 99 }]).length;
  const [article] = await read(await newspaperPdf([[
    ...HEAD,
    { text: '一条街的早晨从磨豆子开始', x: 120, y: 70, size: 30 },
    { text: '本报记者 柳河清', x: 240, y: 116 },
    ...pour(FIELDS, 16, [{ x: 40, top: 150, lines: Math.ceil((lines - 1) / 2) }, { x: 220, top: 150, lines: Math.floor((lines - 1) / 2) }, { x: 400, top: 150, lines: 1 }]),
    FOOT,
  ]]));
  expect(body(article)).toEqual(FIELDS);
});

test('two articles side by side, each in two columns of its own', async () => {
  const articles = await read(await newspaperPdf([[
    ...HEAD,
    { text: '旧船搭起一座桥', x: 60, y: 70, size: 24 },
    { text: '本报记者 桑竹青', x: 110, y: 110 },
    ...pour(BRIDGE, 12, [30, 165].map((x) => ({ x, top: 140, lines: 9 }))),
    { text: '灯塔里坐满了读书人', x: 340, y: 70, size: 24 },
    { text: '本报记者 柯望舒', x: 400, y: 110 },
    ...pour(LAMP, 12, [315, 450].map((x) => ({ x, top: 140, lines: 9 }))),
    FOOT,
  ]]));
  expect(articles.map(({ title, authors }) => [title, authors])).toEqual([['旧船搭起一座桥', ['桑竹青']], ['灯塔里坐满了读书人', ['柯望舒']]]);
  expect(articles.map(body)).toEqual([BRIDGE, LAMP]);
});

test('two articles one under the other, in three columns and in two', async () => {
  const articles = await read(await newspaperPdf([[
    ...HEAD,
    { text: '旧船搭起一座桥', x: 220, y: 60, size: 26 },
    { text: '本报记者 桑竹青', x: 255, y: 100 },
    ...pour(BRIDGE, 16, [40, 220, 400].map((x) => ({ x, top: 130, lines: 4 }))),
    { text: '灯塔里坐满了读书人', x: 180, y: 260, size: 26 },
    { text: '本报记者 柯望舒', x: 255, y: 300 },
    ...pour(LAMP, 24, [40, 310].map((x) => ({ x, top: 330, lines: 6 }))),
    FOOT,
  ]]));
  expect(articles.map(({ title, authors }) => [title, authors])).toEqual([['旧船搭起一座桥', ['桑竹青']], ['灯塔里坐满了读书人', ['柯望舒']]]);
  expect(articles.map(body)).toEqual([BRIDGE, LAMP]);
});

test('an encrypted page and one without text are named as such', async () => {
  const dir = await folder({ 'locked.pdf': await newspaperPdf([pour(BRIDGE, 24, [{ x: 40, top: 60, lines: 20 }])], { password: 'nobody knows' }), 'scan.pdf': await newspaperPdf([[]]) });
  const { articles, lines } = await readAll(dir);
  expect(articles).toEqual([]);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^locked\.pdf.*encrypted PDF/);
  expect(lines[1]).toMatch(/^scan\.pdf.*without a text layer/);
});
