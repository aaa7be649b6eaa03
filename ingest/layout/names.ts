/** Chinese personal names: what may be one, and where a row of glued ones comes apart. */
import { isShortPlace } from '../metadata/gazetteer.ts';
import { isVerseTitle } from './verse-forms.ts';

const COMPOUND = new Set('东门 欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 司徒 司空 长孙 宇文 端木 南宫 独孤 百里 呼延 西门 轩辕 钟离 赫连 闻人 澹台 公冶 太史 申屠 仲孙 万俟 淳于 单于 拓跋 鲜于 梁丘 宗政 太叔 公羊 闾丘 亓官 司寇 巫马 漆雕 乐正 谷梁 段干 东郭 左丘'.split(' '));
const SINGLE = new Set(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文' +
    '庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝巩稽井练仲乐虞卞封竺冼原官衣缑步门居展言汝楚佟栗匡宗台巫鞠僧桑荆谌银扬沙岑胥蔺云昌凤酆皮卡於湛禹狄贝麻危骆虢昝裘缪宣贲郏杭诸钮嵇滑荣荀羊家芮羿储汲邴松富乌巴弓牧隗山宓蓬郗班仰秋伊暴钭厉戎祖束韶蓟印怀蒲鄂索咸籍阴苍闻莘贡劳逄扶堵宰郦雍却璩濮寿扈尚别慕茹宦鱼容慎戈庾暨弘寇广禄阙东沃蔚越夔隆师厍晃浦战展普雒綦勾融訾阚那毋乜养须丰巢蒯红肖付闫麦楼佘亓邝旷邰茅逯桓殳仝亢',
);
/** Surnames that common words begin with as well (应急, 代表): they make a name of three characters only. */
const WORDY = new Set('应代时全由权和明种敬初习');

const NAME = /^\p{Script=Han}{2,4}$/u;
const DOTTED = /^\p{Script=Han}{1,8}(?:[·•・]\p{Script=Han}{1,8}){1,3}$/u;
/** Names of Mongols, Tibetans and Uyghurs that are written by their sound, without a dot. */
const BY_SOUND = /^[格其仁娜图巴音苏日乌兰托娅雅达木那斯琴布赫尔卓玛才让扎西多杰次央金旺堆索南丹增洛桑拉姆吉措加羊切太本阿依古丽买提江尼亚孜热合曼勒呼毕力胡宝莎恩和孟克朝鲁哈森道宁夫特额荣敖瓦]{4,6}$/u;
const LATIN_NAME = /^[A-Z][A-Za-z.'-]*(?: [A-Z][A-Za-z.'-]*){0,3}$/;

/** Where surnames stand in the order above, those that are words as well (东, 门, 官) come behind these. */
const COMMON = new Set([...SINGLE].slice(0, 260));
const isCommonName = (name: string): boolean => COMPOUND.has(name.slice(0, 2)) || COMMON.has(name[0]!);

export const hasSurname = (text: string): boolean => COMPOUND.has(text.slice(0, 2)) || SINGLE.has(text[0] ?? '');

/** A name by its form and surname: two or three characters, four after a compound surname, or dotted. */
export function looksLikeName(text: string): boolean {
  if (DOTTED.test(text)) return !/^[文图摄影]+[·•・][文图摄影]+$/u.test(text) && !isVerseTitle(text);
  if (!NAME.test(text) || /^(?:其[一二三四五六七八]|简[讯报介]|来[论信稿])$/u.test(text)) return false;
  if (text.length === 4) return COMPOUND.has(text.slice(0, 2));
  return hasSurname(text) || (text.length === 3 && WORDY.has(text[0]!));
}

/** A surname and a name of one character with blanks between, beside no other ideograph; what somebody did may be set close behind (`海 松摄`). */
const SPREAD = /(?<=^|[^\p{Script=Han}/／]|[文图摄影者员][/／]|记者|通讯员)(\p{Script=Han})[ \u3000]+(\p{Script=Han})(?=$|[^\p{Script=Han}]|(?:摄影?|文|图|报道|整理|采写)(?:[^\p{Script=Han}]|$))/gu;

/** A name of two characters is often spread over three places, to be as wide as those beside it: `白 朗`. */
export const closeUp = (text: string): string =>
  text.replace(SPREAD, (spread: string, surname: string, given: string, at: number) => (looksLikeName(surname + given) || /(?:记者|通讯员|实习生)[ \u3000]*$/u.test(text.slice(Math.max(0, at - 6), at)) ? surname + given : spread));

export const isNameBySound = (text: string): boolean => BY_SOUND.test(text) && !isShortPlace(text);

/** Names where only names can stand (after 记者): rare surnames and pen names count too. */
export const mayBeName = (text: string): boolean => isNameBySound(text) || (NAME.test(text) && !/^其[一二三四五六七八]$/u.test(text)) || DOTTED.test(text) || LATIN_NAME.test(text);

/**
 * The names of a token that may hold several without a space between. Names seen elsewhere on the
 * page decide; failing that, the one way to cut it into surname-headed names, if there is just one.
 * `[]` when it cannot be told: a blind cut would put people into the index who do not exist.
 */
export function splitNames(token: string, seen: ReadonlySet<string>): string[] {
  if (seen.has(token) || isNameBySound(token)) return [token];
  const bySeen = cuts(token, (name) => seen.has(name));
  if (bySeen.length === 1) return bySeen[0]!;
  const anchored = cuts(token, (name) => seen.has(name) || looksLikeName(name)).filter((cut) => cut.some((name) => seen.has(name)));
  if (anchored.length === 1 && token.length > 3) return anchored[0]!;
  if (mayBeName(token) && (token.length < 4 || DOTTED.test(token) || !/^\p{Script=Han}+$/u.test(token))) return [token];
  const blind = cuts(token, looksLikeName);
  if (blind.length === 1) return blind[0]!;
  // Of several ways, the one with the fewest rare surnames.
  const rare = blind.map((cut) => cut.filter((name) => !isCommonName(name)).length);
  const likeliest = blind.filter((_, i) => rare[i] === Math.min(...rare));
  if (likeliest.length === 1) return likeliest[0]!;
  return blind.length === 0 && mayBeName(token) ? [token] : [];
}

/** Every way to cut `token` into accepted names; names are short, so is the token. */
function cuts(token: string, accept: (name: string) => boolean, limit = 24): string[][] {
  if (token.length > limit) return [];
  if (token === '') return [[]];
  const found: string[][] = [];
  for (const length of [2, 3, 4]) {
    if (length > token.length) break;
    const name = token.slice(0, length);
    if (!accept(name)) continue;
    for (const rest of cuts(token.slice(length), accept)) {
      found.push([name, ...rest]);
      if (found.length > 8) return found;
    }
  }
  return found;
}
