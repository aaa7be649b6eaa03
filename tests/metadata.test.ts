/** Dates, years and places, as far as the page states them and no further. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toArticles } from '../ingest/assemble.ts';
import { datesIn } from '../ingest/metadata/dates.ts';
import { districtsIn, pagePlaces } from '../ingest/metadata/districts.ts';
import { yearsIn } from '../ingest/metadata/years.ts';
import type { SourceMeta } from '../ingest/document.ts';
import type { Article } from '../src/domain.ts';

const TODAY = '2026-06-01';
const day = (text: string): string[] => datesIn(text).map(({ year, month, day }) => [year, month, day].filter((n) => n !== null).join('-'));

describe('a date is read in every form', () => {
  test.each([
    ['2024年3月5日', '2024-3-5'],
    ['2024 年 3 月 5 日', '2024-3-5'],
    ['二〇二四年三月五日', '2024-3-5'],
    ['二○二四年十二月三十一日', '2024-12-31'],
    ['一九三六年十月廿五日', '1936-10-25'],
    ['２０２４．３．５', '2024-3-5'],
    ['2024-03-05', '2024-3-5'],
    ['2024/3/5', '2024-3-5'],
    ['2024年3月', '2024-3'],
    ['2024年度', '2024'],
    ['2024. 3. 5', '2024-3-5'],
    ['2024—03—05', '2024-3-5'],
    ['2024-03-05T08:00:00', '2024-3-5'],
    ['2024年3月5—7日', '2024-3-5'],
    ['２０２４年３月５日', '2024-3-5'],
    ['二零二四年二月廿九日', '2024-2-29'],
    ['2024年3月上旬', '2024-3'],
    ['2024年第一季度', '2024'],
    ['民国二十四年三月五日', '1935-3-5'],
    ['中华民国113年3月5日', '2024-3-5'],
    ['民国元年', '1912'],
    ['2024年13月40日', '2024'],
    ['2023年2月29日', '2023'],
  ])('%s', (text, expected) => expect(day(text)).toEqual([expected]));

  test.each(['农历二〇二四年正月初五', '甲辰年三月初五', '民国初年', '光绪二十四年', '二十世纪九十年代', '版本2024.3.5.1', '2024-3', '3月5日', '电话2024-8888', '2000余款产品', '编号20240305', '3.14.15'])('%s is none', (text) => expect(day(text)).toEqual([]));
});

const latest = (...texts: string[]): unknown => yearsIn(texts, TODAY).latest;

describe('the year of an undated text', () => {
  test('is the latest named, not the most frequent', () => expect(latest('2019年建成，2019年投产，2019年扩建，2022年8月3日验收。')).toEqual({ year: 2022, basis: 'latest-date' }));
  test.each([
    ['到2035年，全区产值翻一番。2024年已完成一半。', 2024],
    ['《行动计划（2023—2025年）》发布。', 2023],
    ['力争到2026年建成。从2012年到2021年，年均增长5%。', 2021],
    ['截至2022年，已建成12座。2030年前全部完工。', 2022],
    ['2024年签约，2027年投产。', 2024],
    ['至2025年底，任务全部完成。', 2025],
    ['2019年8月挂牌。到2022年8月，新设企业1.36万户。', 2022],
    ['2020年8月遭灾，当地计划在2021年汛期之前修好堤防。', 2020],
    ['2024年开工。到2025年6月，将建成三座桥。', 2024],
    ['2018年立项，预计2025年投产。2021年8月主体封顶。', 2021],
    ['按计划2025年完工的桥，2024年就合龙了。', 2025],
    ['到“十四五”末的2025年，产值达到三百亿元，2022年是一百亿元。', 2022],
    ['有效期至2025年12月31日。2023年4月颁发。', 2023],
    ['报名截止日期为2025年8月31日，2025年3月发布通知。', 2025],
    ['据2020年第七次全国人口普查。', 2020],
    ['始建于民国二十四年（1935年），2019年重修。', 2019],
    ['售价1999元，2022年上市。', 2022],
    ['2022—2023学年第二学期开学。', 2022],
    ['2023/2024雪季接待游客八十万人次。', 2023],
    ['农历二〇二五年正月初五，庙会开张。2024年已经办过一次。', 2024],
    ['19世纪末，这里还是一片芦苇荡；20世纪90年代建起码头，1999年停用。', 1999],
    ['2024年度先进名单公布。', 2024],
    ['2021—2025年，计划修缮老桥七座。', 2021],
    ['2024巴黎奥运会的金牌得主回到母校。', 2024],
    ['2015名代表参加大会，2012年也来了这么多。', 2012],
    ['在2030年实现碳达峰的目标下，2022年率先关停。', 2022],
    ['早在2021年，这座桥就已经通车；预计到2025年6月完成加固。', 2021],
    ['公元前2000年左右，先民在此筑城，1987年发掘。', 1987],
  ])('%s', (text, year) => expect(latest(text)).toMatchObject({ year }));
  test.each(['到2035年，基本建成绿色城市。', '“十四五”规划提出，五年种树十万棵。', '去年完成投资三亿元，今年预计五亿元。', '车牌黑A2025挂，编号2025001。', '项目总投资2020万元，占地2019平方米。', '国标GB/T 2260-2007修订完成。', '公元前2000年左右，先民在此筑城。', '热线电话：2021-1234，邮编202100。'])('%s tells none', (text) => expect(latest(text)).toBeNull());
  test('is not guessed from spans of time and numbers', () => expect(latest('这座城有近2000年历史，产品2000余款，全长1998米。')).toBeNull());
  test('names each year once, sorted', () => expect(yearsIn(['2018至2021年，2020年、2019年'], TODAY).mentioned).toEqual([2018, 2019, 2020, 2021]));
  test('is never in the future', () => {
    fc.assert(fc.property(fc.integer({ min: 1800, max: 2200 }), fc.constantFrom('年底', '年', '年3月5日', '年末，'), (year, tail) => {
      const found = yearsIn([`${year}${tail}`], TODAY).latest;
      expect(found === null || (found.year <= 2026 && found.year >= 1900)).toBe(true);
    }));
  });
});

const BODY = '渡口的老船工每天清早都要把船擦一遍，擦到木纹发亮才肯歇手，来往的人都说这条船比新的还新。2023年冬天船底漏水，他一个人修了十一天。';
const page = (text: string, meta: SourceMeta = {}): Article => toArticles({ kind: 'page', file: 'a.txt', text, form: 'plain', meta }, { today: TODAY })[0]!;

describe('the day of publication', () => {
  test('comes from front matter first', () => expect(page(`江海日报 2024年3月6日 星期三\n\n老船\n\n${BODY}`, { date: '2024-03-05' })).toMatchObject({ date: '2024-03-05', yearBasis: 'front-matter' }));
  test('comes from the masthead', () => expect(page(`江海日报 2024年3月6日 星期三 农历正月廿六\n\n老船\n\n${BODY}`)).toMatchObject({ date: '2024-03-06', year: 2024, yearBasis: 'printed-date' }));
  test('comes from a dateline with a year', () => expect(page(`老船\n\n新华社南京2024年3月5日电（记者柳河清）${BODY}`)).toMatchObject({ date: '2024-03-05', yearBasis: 'printed-date' }));
  test('comes from a dateline and the year stated elsewhere', () => expect(page(`老船\n\n新华社南京3月5日电（记者柳河清）${BODY}`, { date: '2024' })).toMatchObject({ date: '2024-03-05', year: 2024, yearBasis: 'front-matter' }));
  test('comes from a masthead without its year, where that is stated elsewhere', () => {
    expect(page(`3月5日 星期二\n江海日报\n\n老船\n\n${BODY}`, { date: '2024' })).toMatchObject({ title: '老船', date: '2024-03-05' });
    expect(page(`3月5日 星期二\n江海日报\n\n老船\n\n${BODY}`)).toMatchObject({ title: '老船', date: null });
  });
  test('comes from a masthead that counts from 1912', () => expect(page(`江海日報 中華民國一一三年三月五日 星期二\n\n老船\n\n${BODY}`)).toMatchObject({ date: '2024-03-05' }));
  test('is not the day of a speech under its title', () => expect(page(`在渡口的讲话\n（2022年3月12日）\n柳河清\n${BODY}`)).toMatchObject({ title: '在渡口的讲话', date: null, year: 2023 }));
  test('is not a day told of in the text', () => expect(page(`老船\n\n2023年8月2日，${BODY}`)).toMatchObject({ date: null, year: 2023, yearBasis: 'latest-date' }));
  test('is not made of a day without a year', () => expect(page(`老船\n\n本报讯（记者柳河清）3日，${BODY}`)).toMatchObject({ date: null }));
  test('is unknown when nothing is said', () => expect(page('老船\n\n船还在。')).toMatchObject({ date: null, year: null, yearBasis: 'none' }));
});

const places = (title: string, ...paragraphs: string[]): { districts: string[]; mentioned: string[] } => districtsIn({ title, paragraphs, page: pagePlaces([title, ...paragraphs].join('\n')) });

describe('the places of an article', () => {
  test('are those of the title', () => expect(places('南岗区修好老桥', '这座桥通往道里区和香坊区，每天有三万人走过。')).toEqual({ districts: ['南岗区'], mentioned: ['道里区', '香坊区'] }));
  test('are those of the lead', () => expect(places('老桥修好了', '记者从南岗区获悉，停用九年的老桥恢复通行，附近居民出行方便了许多。', '施工单位来自道里区，工期比计划提前了一个月。').districts).toEqual(['南岗区']));
  test('may be two', () => expect(places('老桥修好了', '松北区与哈尔滨新区联合宣布，停用九年的老桥昨日恢复通行，两岸居民欢喜。').districts.sort()).toEqual(['哈尔滨新区', '松北区'].sort()));

  test.each([
    ['朝阳产业', '这是朝阳产业里的硬骨头，谁都想啃一口，可是没有几个人真正啃得动。'],
    ['a park', '尚志公园的丁香开了，尚志大街上全是看花的人，连空气都是紫色的。'],
    ['江北区域', '江北区域的公交线路将随之调整，多条线路延长到新建的居民小区。'],
    ['沿海城市', '来自沿海城市的客商越来越多，兴城市建设之风不可取，振兴城市靠产业。'],
    ['以上城区', '三环以上城区的供热管网全部更新，老城区的管线也换成了新的材料。'],
    ['山东城区', '山东城区的老房子有自己的脾气，冬天暖和，夏天凉快，雨天不漏。'],
    ['a street', '上海南京路步行街昨晚亮灯，南京路上人山人海，三公里长的街道像一条河。'],
    ['a dish', '街角新开了一家兰州拉面馆，老板说兰州拉面靠的是汤，不靠力气和吆喝。'],
    ['a school', '吉林大学的师生昨日种下三百棵树，吉林大学的校长挥锹培土，汗水湿了衣衫。'],
    ['a river', '受降雨影响，黑河上游水位上涨，黑河两岸的村庄都加强了巡查，日夜不停。'],
    ['a hospital', '鼓楼医院的专家来到社区义诊，一上午看了一百多人，都是附近的街坊。'],
    ['districts in general', '省里要求各市辖区完善财政管理体制，提高统筹能力，把钱花在刀刃上。'],
    ['a street office', '东城街道办了一家食堂，一荤两素八元钱，老人五折，年轻人也爱来这里吃。'],
    ['a region', '在两省交界的河口地区，渔民们把网收了起来，等鱼长大了再下水去捞。'],
    ['片区', '全区精细划分380个片区，每个片区都有专门的网格员负责联系居民。'],
    ['松北干线', '松北干线与松北锦鲤检疫场都在这里，大货车从早到晚进进出出。'],
  ])('%s is none', (_, text) => expect(places('老桥修好了', text)).toEqual({ districts: [], mentioned: [] }));

  test.each([
    ['张和平区长调研', '张和平区长来到社区，与居民们围坐在一起谈了两个小时，听取大家的意见。'],
    ['李南岗的手艺', '李南岗是哈尔滨的一位修表匠，今年六十八岁，在这条街上干了整整四十年。'],
    ['新区的车间', '高新区和开发区的车间里机器轰鸣，各县区的工人都在赶制一批出口订单。'],
    ['住平房的人', '住平房的哈尔滨老人最怕冬天，社区给他们送来了煤和棉被，窗户也贴好了。'],
  ])('%s names a person or nothing that has a name', (title, text) => expect(places(title, text)).toMatchObject({ mentioned: [] }));
  test.each([
    ['朝阳区长回应', '朝阳区长在会上回应了居民的关切，楼下的花坛下个月就会修好，路灯也会亮。', ['朝阳区']],
    ['路通了', '向南岗区赶来的居民说，自从修好了这条路，出门买菜只要五分钟就到了。', ['南岗区']],
    ['河北区修路', '天津市河北区的十条小街昨日完工，出门买菜只要五分钟，孩子上学也近了。', ['河北区']],
    ['河北省修路', '河北省今年新修农村公路八千公里，出门买菜只要五分钟，孩子上学也近了。', ['河北省']],
    ['和平区修路', '沈阳市和平区的十条小街昨日完工，出门买菜只要五分钟，孩子上学也近了。', ['和平区']],
    ['市中区开街', '枣庄市市中区昨日开街，出门买菜只要五分钟，孩子上学也不用再绕远路了。', ['市中区']],
    ['香坊区和平路改造', '哈尔滨市香坊区和平路昨日完成改造，路面拓宽了三米，孩子上学也近了。', ['香坊区']],
    ['铁西区老厂改造', '四平市铁西区的一座老厂房改成了音乐厅，票价只要二十元，街坊都来听。', ['铁西区']],
    ['河口区的湿地', '山东东营市河口区的湿地里飞来一群鹤，数了数有三百只，都在这里过冬。', ['河口区']],
    ['武汉长江大桥体检', '武汉长江大桥昨日完成一次全面体检，两千个测点正常，可以再用一百年。', ['武汉市']],
    ['高新区签约', '大庆市高新区昨日签约十个项目，大庆还要再建三条路，孩子上学不用绕远。', ['大庆市']],
  ])('%s', (title, text, expected) => expect(places(title, text).districts).toEqual(expected));

  test('named only to compare are mentioned', () => expect(places('江边的新城', '松北区的干部说，我们要像浦东新区那样敢闯敢试，但也要走自己的路。', '松北区的老百姓看重的是出门有没有树。')).toEqual({ districts: ['松北区'], mentioned: ['浦东新区'] }));
  test('a bare 新区 is the one the page names', () => expect(places('让新区有韵味', '新区的树比去年多了三千棵，孩子们终于有地方乘凉了。', '哈尔滨新区的规划图就挂在社区门口。').districts).toEqual(['哈尔滨新区']));
  test('a bare 新区 alone is none', () => expect(places('让新区有韵味', '新区的树比去年多了三千棵，孩子们终于有地方乘凉了。')).toEqual({ districts: [], mentioned: [] }));
  test.each([
    ['南岗：老楼加梯', '哈尔滨的老楼很多，这一座最老，住在里面的人也最舍不得它。', ['南岗区']],
    ['南岗干线通车', '哈尔滨的老楼很多，这一座最老，住在里面的人也最舍不得它。', []],
    ['南岗：老楼加梯', '这里的老楼很多，这一座最老，住在里面的人也最舍不得它。', []],
    ['老楼加梯', '本报南岗讯（记者柳河清）哈尔滨的老楼很多，这一座最老，也最舍不得。', ['南岗区']],
  ])('%s: a short name counts beside its city, where it stands alone', (title, text, expected) => expect(places(title, text).districts.filter((name) => name.startsWith('南岗'))).toEqual(expected));
  test('an alias is filed under its zone', () => expect(places('江北一体发展区再提速', BODY).districts).toEqual(['哈尔滨新区']));
  test('which city is never guessed', () => expect(places('朝阳区老楼加梯', BODY).districts).toEqual(['朝阳区']));
  test('the city stands in where no district is known', () => expect(places('哈尔滨老桥修好了', '哈尔滨的老桥很多，这一座最老，桥头的石狮子都磨圆了。').districts).toEqual(['哈尔滨市']));
  test('given from outside are kept', () => expect(page(`老船\n\n南岗区的${BODY}`, { districts: ['道里区'] })).toMatchObject({ districts: ['道里区'], districtsMentioned: ['南岗区'] }));
  test('in traditional script are filed in simplified', () => expect(page(`老船\n\n香坊區的渡口修好了，${BODY}`).districts).toEqual(['香坊区']));
});
