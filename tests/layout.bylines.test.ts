/** Who wrote, who took the picture, who edited, and who only had a portrait printed. */
import { describe, expect, test } from 'vitest';
import { toArticles } from '../ingest/assemble.ts';
import { writersOf } from '../ingest/layout/known-bylines.ts';
import type { Article } from '../src/domain.ts';

const BODY = '河上的老渡船停航九年之后重新开动，第一批乘客大多是从前的老街坊，他们带着孙辈坐在船头。';
const read = (text: string): Article => toArticles({ kind: 'page', file: 'a.txt', text, form: 'plain', meta: {} }, { today: '2026-06-01' })[0]!;
const under = (byline: string, body = BODY): Article => read(`老渡船开动了\n\n${byline}\n\n${body}\n\n${body}`);

describe('a byline gives its authors', () => {
  test.each([
    ['□本报记者 柳河清 单小舟', ['柳河清', '单小舟']],
    ['本报记者 柳河清 通讯员 单小舟', ['柳河清', '单小舟']],
    ['见习记者 柳河清', ['柳河清']],
    ['本报首席记者 柳河清 全媒体记者 单小舟', ['柳河清', '单小舟']],
    ['文/本报记者 柳河清 摄/本报记者 单小舟', ['柳河清']],
    ['文/柳河清 图/单小舟', ['柳河清']],
    ['文、图/柳河清', ['柳河清']],
    ['本报记者 柳河清 文/图', ['柳河清']],
    ['本报记者 柳河清 摄影报道', ['柳河清']],
    ['摄/本报记者 单小舟', []],
    ['江海晚报记者 柳河清、单小舟', ['柳河清', '单小舟']],
    ['本报记者 王 伟 单小舟', ['王伟', '单小舟']],
    ['作者：柳河清', ['柳河清']],
    ['撰稿：柳河清 单小舟', ['柳河清', '单小舟']],
    ['■柳河清', ['柳河清']],
    ['本报记者 欧阳明月', ['欧阳明月']],
    ['本报记者 阿依古丽·买买提', ['阿依古丽·买买提']],
    ['（本报记者 柳河清）', ['柳河清']],
    ['柳河清', ['柳河清']],
    ['记者 柳河清 实习生 单小舟 文 受访者供图', ['柳河清', '单小舟']],
    ['全媒体记者 柳河清 见习记者 单小舟 图/受访者提供', ['柳河清', '单小舟']],
    ['文/图 本报记者 柳河清', ['柳河清']],
    ['撰文 柳河清 摄影 单小舟', ['柳河清']],
    ['本报记者 柳河清/文 单小舟/图', ['柳河清']],
    ['本报记者 柳河清 文 单小舟 摄', ['柳河清']],
    ['本报记者 柳河清 武汉报道', ['柳河清']],
    ['本报特派记者 柳河清 发自成都', ['柳河清']],
    ['記者柳河清／台北報導', ['柳河清']],
    ['柳河清／台北報導', ['柳河清']],
    ['記者 柳河清 台南報導', ['柳河清']],
    ['柳河清/文 单小舟/图', ['柳河清']],
    ['柳河清 文/图', ['柳河清']],
    ['柳河清（文/图）', ['柳河清']],
    ['柳河清 整理', ['柳河清']],
    ['采写：柳河清', ['柳河清']],
    ['口述：老船工 整理：柳河清', ['柳河清']],
    ['作者：柳河清 单位：江海大学', ['柳河清']],
    ['文并图 柳河清', ['柳河清']],
    ['■本报记者 柳河清 ■通讯员 单小舟', ['柳河清', '单小舟']],
    ['江海新闻客户端记者 柳河清', ['柳河清']],
    ['本报通讯员 柳 河', ['柳河']],
    ['本报记者 柳河清 单小舟报道', ['柳河清', '单小舟']],
    ['本报实习生 柳河清 本报记者 单小舟', ['柳河清', '单小舟']],
    ['记者 柳河清 综合整理', ['柳河清']],
    ['本报记者 柳河清 通讯员 市一院 单小舟', ['柳河清', '单小舟']],
    ['文/镇宣传办 单小舟', ['单小舟']],
    ['文/全媒体记者 柳河清 图/白鹭区融媒体中心', ['柳河清']],
    ['全媒记者 柳河清 通讯员 单小舟', ['柳河清', '单小舟']],
    ['□ 江海日报记者 柳河清 白鹭融媒记者 单小舟', ['柳河清', '单小舟']],
    ['全媒体记者 柳河清 达瓦卓玛 通讯员 单小舟', ['柳河清', '达瓦卓玛', '单小舟']],
    ['实 习 生 柳 河', ['柳河']],
    ['撰文 柳河清　　插图 小豆　　整理 茉莉', ['柳河清', '茉莉']],
    ['口述：渡口老人（82岁，退休船工） 整理：柳河清', ['柳河清']],
    ['老船工 口述 柳河清 整理', ['柳河清']],
    ['答复人：市港航管理处　柳河清', ['柳河清']],
    ['本报记者 柳河清 报道 / 单小舟 摄影', ['柳河清']],
    ['文◎柳河清', ['柳河清']],
    ['By Mary Holt, Form Five', ['Mary Holt']],
  ])('%s', (byline, authors) => {
    const article = under(byline);
    expect(article.title).toBe('老渡船开动了');
    expect(article.authors).toEqual(authors);
    expect(article.paragraphs[0]).toMatchObject({ kind: 'byline', text: byline, section: null });
  });

  test.each([
    [`本报讯（记者柳河清 通讯员单小舟）${BODY}`, ['柳河清', '单小舟']],
    [`本报讯 记者柳河清报道：${BODY}`, ['柳河清']],
    [`新华社北京3月5日电（记者柳河清、单小舟）${BODY}`, ['柳河清', '单小舟']],
    [`本报北京3月5日电（记者 柳河清）${BODY}`, ['柳河清']],
    [`【记者柳河清、单小舟／台南报导】${BODY}`, ['柳河清', '单小舟']],
    [`〔記者柳河清／花蓮報導〕${BODY}`, ['柳河清']],
    [`（中央社记者柳河清台东18日电）${BODY}`, ['柳河清']],
    [`【江海报专讯】（记者 柳河清）${BODY}`, ['柳河清']],
    [`${BODY}（记者 柳河清）`, ['柳河清']],
    [`${BODY}（柳河清 单小舟）`, ['柳河清', '单小舟']],
  ])('%s', (body, authors) => {
    const article = read(`老渡船开动了\n\n${body}`);
    expect(article.authors).toEqual(authors);
    expect(article.paragraphs).toMatchObject([{ kind: 'body', text: body }]);
  });

  test('with a role for everyone named', () => {
    expect(under('文/本报记者 柳河清 摄/本报记者 单小舟', `${BODY}\n\n责编：高爽 版式：毕岩`).credits).toEqual([
      { name: '柳河清', role: 'reporter' },
      { name: '单小舟', role: 'photographer' },
    ]);
  });
});

test.each(['江山图', '高原来电', '本报通讯', '云游记'])('%s is a title and no byline', (title) => {
  expect(read(`${title}\n\n本报记者 柳河清\n\n${BODY}`)).toMatchObject({ title, authors: ['柳河清'] });
});

describe('names run together', () => {
  test('come apart by a name printed elsewhere on the page', () => {
    expect(under('本报记者 单小舟', `本报讯（记者柳河清单小舟）${BODY}`).authors).toContain('单小舟');
    expect(read(`老渡船开动了\n\n本报讯（记者柳河清单小舟）${BODY}\n\n乘客在船头。单小舟 摄`).authors).toEqual(['柳河清', '单小舟']);
  });

  test('come apart where only one way to cut them gives names', () => {
    expect(read(`老渡船开动了\n\n本报讯（记者薛静李爱国）${BODY}`).authors).toEqual(['薛静', '李爱国']);
  });

  test('come apart before where a report was sent from, and where all other ways need rarer surnames', () => {
    expect(under('本报记者蒋雷项克勤发自鹭洲').authors).toEqual(['蒋雷', '项克勤']);
    // 东流 would be a name as well.
    expect(under('本报记者柳敏傅东流').authors).toEqual(['柳敏', '傅东流']);
  });

  test('are left out where there are several ways', () => {
    // 王安 | 石方圆 or 王安石 | 方圆
    expect(read(`老渡船开动了\n\n本报记者 孟西安祁勇\n\n${BODY}`).authors).toEqual([]);
    expect(read(`老渡船开动了\n\n本报讯（记者王安石方圆）${BODY}`).authors).toEqual([]);
  });
});

describe('nobody is an author for', () => {
  test.each([
    ['a portrait with the name under it', `${BODY}船工柳河清说，船还是那条船。渡口管理员单小舟则认为，桨换过三回。\n\n柳河清 单小舟`],
    ['a picture', `${BODY}\n\n老渡船靠岸。本报记者 柳河清摄`],
    ['having edited the page', `${BODY}\n\n责任编辑：柳河清 版式：单小舟`],
    ['being asked', `${BODY}\n记者：渡船还会停吗？\n柳河清：只要有人坐，就不停。`],
  ])('%s', (_, body) => {
    expect(read(`老渡船开动了\n\n${body}`).authors).toEqual([]);
  });

  test('beginning a sentence after 记者', () => {
    const body = '记者跟随船工从上游出发，沿着河道慢慢漂流，两岸的村庄一个接一个地从雾里走出来，像有人在翻一本旧画册。';
    expect(read(`老渡船开动了\n\n${body}`)).toMatchObject({ authors: [], paragraphs: [{ kind: 'body' }] });
  });
});

describe('who opens a report, or closes it, wrote it', () => {
  test.each([
    ['本报讯（柳 河）', ['柳河']],
    ['本报讯（清扬）', ['清扬']],
    ['本报讯 单小舟报道：', ['单小舟']],
    ['本报讯 记者单小舟从市港务局获悉，', ['单小舟']],
    ['本报讯　记者柳河清　实习生单小舟　', ['柳河清', '单小舟']],
    ['河港电讯（记者 柳河清）', ['柳河清']],
    ['（本报记者 柳河清 通讯员 单小舟）', ['柳河清', '单小舟']],
    ['（柳河清）', ['柳河清']],
    ['【记者柳河清报道】', ['柳河清']],
    ['新华社北京3月5日体育专电（记者柳河清）', ['柳河清', '新华社']],
    ['本报3月17日白鹭岭讯（记者柳河清）', ['柳河清']],
    ['【本报讯 柳河清 桑榆】 ', ['柳河清', '桑榆']],
    ['本报讯 通讯员柳河清、单小舟报道：', ['柳河清', '单小舟']],
    ['据《江海青年报》报道（记者柳河清）', ['柳河清']],
    ['本报记者柳河清报道：', ['柳河清']],
    ['新华社里斯本３月５日电（记者柳河清）', ['柳河清', '新华社']],
    ['本报江海讯 （展 宏 柳河清）', ['展宏', '柳河清']],
    ['本报讯（记者 柳河清实习生 单小舟）', ['柳河清', '单小舟']],
    ['【本报记者柳河清曼谷廿八日专讯】', ['柳河清']],
    ['本报讯（记者 柳河清 通讯员 娜仁其其格）', ['柳河清', '娜仁其其格']],
    ['早市要搬家。本报记者柳河清走访了三个摊主。', ['柳河清']],
    ['（掌声）', []],
    ['通讯员说，', []],
  ])('%s', (opening, authors) => expect(read(`老渡船开动了\n\n${opening}${BODY}\n\n${BODY}`).authors).toEqual(authors.filter((name) => name !== '新华社')));

  test.each([
    ['（白鹭市莲塘小学 柳河清）', ['柳河清']],
    ['（湖山律师事务所律师 柳河清）', ['柳河清']],
    ['（柳河清，白鹭市个体工商户）', ['柳河清']],
    ['（作者柳河清系白鹭煤矿职工家属）', ['柳河清']],
    ['（作者系渔业公司职工，笔名阿苇）', ['阿苇']],
    [' 柳河清', ['柳河清']],
    [' ＊通讯员 柳河清＊', ['柳河清']],
    ['（一中 柳河清）', ['柳河清']],
    ['（读者 柳河清）', ['柳河清']],
    ['（柳河清整理）', ['柳河清']],
    ['（综合本报记者 柳河清 报道）', ['柳河清']],
    [' （柳河清 文）', ['柳河清']],
    ['（柳河清　江海县供销社退休职工）', ['柳河清']],
    ['（柳河清系江海市渡船协会研究员，单小舟系记者）', ['柳河清', '单小舟']],
    ['（独立理财顾问柳河清）', ['柳河清']],
    ['（江海区法律服务站 律师 柳河清）', ['柳河清']],
    ['（作者为柳堡镇镇长 单小舟）', ['单小舟']],
    ['（通讯员柳河清参与采写）', ['柳河清']],
    ['（海哥）', ['海哥']],
    ['（掌声）', []],
    ['（未完）', []],
    ['（江海市）', []],
    ['（柳营路 潘先生）', []],
    ['（潘先生，开发区）', []],
  ])('%s', (closing, authors) => expect(read(`老渡船开动了\n\n${BODY}\n\n${BODY}${closing}`).authors).toEqual(authors));
});

test.each([
  ['电机厂 柳河清', ['柳河清']],
  ['红星里17号楼居民 柳河清 单小舟', ['柳河清', '单小舟']],
  ['母 柳河清', ['柳河清']],
  ['铸造厂 柳河清等十一人', ['柳河清']],
])('a letter is signed: %s', (signature, authors) => expect(read(`该给桥装一盏灯\n\n编辑同志：\n${BODY}\n${BODY}\n${signature}\n\n责任编辑：高爽`).authors).toEqual(authors));

describe('words that begin like a name are nobody’s', () => {
  test.each(['本报记者连日走访了三个小区。', '本报记者于近日采访了他。', '本报记者和村民来到地头。', '他拒绝了本报记者柳河清采访。', '市长昨天（本报记者曾对此事报道）表示满意。', '据悉，柳河（记者协会主席）和单小舟参加。', '通讯员队伍去年报道300多条消息。'])('at the head: %s', (opening) => expect(read(`老渡船开动了\n\n${opening}${BODY}`).authors).toEqual([]));
  test.each(['（含税）', '（大家谈）', '（众人笑）', '（云南）', '（安全供稿）'])('at the end: %s', (closing) => expect(read(`老渡船开动了\n\n${BODY}${closing}`).authors).toEqual([]));
  test.each(['整理 房间', '回复：谢谢'])('in a heading: %s', (heading) => expect(read(`${heading}\n\n本报记者 柳河清\n\n${BODY}`)).toMatchObject({ title: heading, authors: ['柳河清'] }));
});

test('a line of any length is looked at once', () => {
  for (const unit of ['柳河清口述 ', '口述：柳河清 ', '（', '，']) expect(read(`老渡船开动了\n\n${unit.repeat(20_000)}\n\n${BODY}`).title).toBe('老渡船开动了');
}, 20_000);

describe('a line known for a byline names its writers, not their work', () => {
  test.each([
    ['北岸家电总经理 柳河清', ['柳河清']],
    ['▢ 文/柳河清 图/单小舟', ['柳河清']],
    ['采写 本报记者 花间 图片 单小舟', ['花间']],
    ['柳 河 清', ['柳河清']],
    ['柳河清（城市规划师）', ['柳河清']],
    ['● 柳河清／不动产估价师（高雄市）', ['柳河清']],
    ['启明路小学四（2）班 柳河清 指导老师：单小舟', ['柳河清']],
    ['高二（7）班 柳河清', ['柳河清']],
    ['口述/柳河清 整理/县党史办 单小舟', ['单小舟']],
    ['老船工口述 单小舟整理', ['单小舟']],
    ['特约撰稿人柳河清（发自挪威）', ['柳河清']],
    ['本报特派记者柳河清海州报道', ['柳河清']],
    ['代县长 柳河清', ['柳河清']],
    ['（清扬 编译）', ['清扬']],
    ['旗长 达木苏荣', ['达木苏荣']],
    ['安置户 柳河清', ['柳河清']],
    ['山阴县　柳河清', ['柳河清']],
    ['文字整理 本报记者 柳河清', ['柳河清']],
    ['柳清单舟', ['柳清', '单舟']],
    ['白鹭路小学', []],
    ['□老　凡　□丘　山', ['老凡', '丘山']],
    ['柳河清 阿苇', ['柳河清', '阿苇']],
    ['柳河清 退休', ['柳河清']],
    ['经济新闻部 制作', []],
  ])('%s', (line, authors) => expect(writersOf(line, new Set()).map(({ name }) => name)).toEqual(authors));
});
