/** What verse looks like, before it is known where any stands. */

/** A line of verse is rarely wider. */
export const VERSE_WIDTH = 16;

/** Forms of regulated verse and the tunes that poems are written to. */
const VERSE_FORM =
  /^(?:[五七][言]?[律绝]|古风|排律|竹枝词|沁园春|满江红|水调歌头|念奴娇|浣溪沙|蝶恋花|清平乐|西江月|鹧鸪天|临江仙|菩萨蛮|虞美人|采桑子|卜算子|江城子|浪淘沙|忆江南|忆秦娥|如梦令|渔家傲|青玉案|点绛唇|破阵子|踏莎行|定风波|一剪梅|长相思|减字木兰花|贺新郎|永遇乐|八声甘州|雨霖铃|望海潮|行香子|鹊桥仙|南乡子|相见欢|天净沙|武陵春|醉花阴|苏幕遮|诉衷情|阮郎归|玉楼春|唐多令|风入松|汉宫春|水龙吟)[·•・]/u;

/** `五律·过旧驿`, `浣溪沙·春耕`: a poem that is named for its form or tune. */
export const isVerseTitle = (plain: string): boolean => VERSE_FORM.test(plain);
