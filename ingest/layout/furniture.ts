/** What the page says about itself: who edited it, where the text goes on, the masthead. */
const STAFF = /^(?:本版)?(?:责任编辑|执行主编|本期主编|主编|责编|责任校对|编辑|美术编辑|美编|版式设计|版式|组版|排版|制版|校对|检校|审读|视觉设计|视觉|制图|图编|值班主任|值班编委|值班编辑|值班总编|统筹|策划|总值班|终审|监制|出品|编审|见习编辑|新闻热线|热线电话|投稿邮箱|投稿信箱|电子邮箱|电子信箱|邮箱|E-?mail|联系电话|电话|传真|地址|邮编|邮政编码|网址|微信公众号|扫码|国内统一刊号|国内统一连续出版物号|邮发代号|零售价|广告许可证|印刷|社址)\s*(?:[:：/／丨|]|\s\p{Script=Han}{1,3}(?:\s|$)|\s*\d)/iu;
const PICTURES = /^本[版报期](?:未署名)?(?:的)?(?:图片|照片|图文|文图|文字|撰文|摄影|稿件|撰稿|供图|资料|图表|图)/u;
const TURN = /^[（(【★]?\s*(?:紧)?(?:下转|上接|转接|相关报道见|相关新闻见|详见|全文见)\s*(?:第)?[\s\w一二三四五六七八九十ＡＢＣＤ]{1,6}\s*版[^。]{0,12}[)）】]?$/u;
const WEEKDAY = /(?:星期|周)[一二三四五六日天]/u;
const FOLIO = /^(?:第?\s*[A-Z]?\d{1,3}\s*版|[A-Z]\d{1,3}|第[一二三四五六七八九十]+版|\d{1,3}\s*版)(?:\s*[/／|·:：-]?\s*\p{Script=Han}{2,6})?$/u;
const FOLIO_AFTER = /^\p{Script=Han}{2,4}\s*[/／|·]?\s*(?:第?\s*[A-Z]?\d{1,3}\s*版|[A-Z]\d{1,3})$/u;
const WEB = /^(?:https?:\/\/|www\.)\S+$/i;
const DATE = /^[^。，]{0,16}(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*[年./-]\s*[\d〇一二三四五六七八九十]{1,3}\s*[月./-]\s*[\d〇一二三四五六七八九十]{1,3}\s*日?/u;
const PAPER = /^(?:\p{Script=Han}{2,8}(?:日报|晚报|晨报|早报|时报|都市报|商报)|[A-Z ]{3,20}(?:DAILY|NEWS|POST))$/u;

/** Name of the rule that makes a line furniture, or `null`. */
export function furnitureRule(plain: string): string | null {
  if (plain.length > 90) return null;
  if (STAFF.test(plain)) return 'staff line';
  if (PICTURES.test(plain) && plain.length <= 40) return 'picture notice';
  if (TURN.test(plain)) return 'turn line';
  if (isMasthead(plain)) return 'masthead';
  if (FOLIO.test(plain) || FOLIO_AFTER.test(plain) || PAPER.test(plain)) return 'folio';
  if (WEB.test(plain)) return 'web address';
  return null;
}

/** A line that prints the day of the paper: a date with its weekday, or with the paper's or page's name. */
export function isMasthead(plain: string): boolean {
  if (plain.length > 60 || /[。！？；]/u.test(plain) || !DATE.test(plain)) return false;
  const rest = plain.replace(DATE, '');
  return WEEKDAY.test(rest) || /(?:日报|晚报|晨报|早报|时报|都市报|商报)/u.test(plain) || /(?:第?\s*[A-Z]?\d{1,3}\s*版|第[一二三四五六七八九十]+版)/u.test(rest) || /^(?:出版|发布|刊发|见报)?(?:日期|时间)\s*[:：]/u.test(plain);
}
