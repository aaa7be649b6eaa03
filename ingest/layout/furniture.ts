/** What the page says about itself: who edited it, where the pictures came from, where the text goes on. */
const STAFF = /^[■●]?\s?(?:本版)?(?:责任编辑|执行主编|本期主编|主编|责编|责任校对|编辑|美术编辑|美编|版面策划|督印人|督印|承印|版式设计|版式|组版|排版|制版|校对|组稿|题字|检校|审读|视觉设计|视觉|制图|图编|值班主任|值班编委|值班编辑|值班总编|统筹|策划|总值班|终审|监制|出品|编审|见习编辑|新闻热线|热线|热线电话|投稿邮箱|投稿信箱|电子邮箱|电子信箱|邮箱|E-?mail|联系电话|电话|传真|地址|邮编|邮政编码|网址|微信公众号|扫码|国内统一刊号|国内统一连续出版物号|邮发代号|零售价|广告(?:经营)?许可证号?|\p{Script=Han}{2}热线|(?:广告|发行|订报|投稿|爆料|服务|客服|投诉|举报|监督)电话|本报地址|报社地址|来信请寄|来稿请寄|文字整理|图文整理|印刷|社址)\s*(?:[:：/／丨|]|\s\p{Script=Han}{1,3}(?:\s|$)|\s*\d|\s+[\w.-]+@)/iu;
/** `今日8版 零售每份1元` */
const PRICE = /^(?:今日|本期|共)\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?版(?:\s.{0,48})?$|^(?:零售|每份|定价)\S{0,8}元\S{0,6}$/u;
/** `法治周刊  值班编辑：温衡`: the name of the page before who edited it. */
const NAMED_STAFF = /^[“”\p{Script=Han}\d·•]{2,14}[ \u3000|｜/]{1,4}(?:本版|值班|责任|执行|本期)?(?:编辑|责编|主编|美编|校对|版式)\s*[：:/]/u;
/** The printed number of the paper, wherever it stands in the line. */
const SERIAL = /国内统一(?:连续出版物号|刊号)|邮发代号/u;
const GLUED_STAFF = /^(?:责任编辑|责编|编辑)\p{Script=Han}{2,4}(?:版式|美编|美术编辑|校对|审读|制图)(?:设计)?\p{Script=Han}{2,4}$/u;
const PICTURES = /^[（(]?(?:除署名(?:图片|照片)?外[，,]?\s?)?本[版报期](?:未署名)?(?:的)?(?:图片|照片|图文|文图|文字|撰文|摄影|稿件|撰稿|供图|资料|图表|插图|题图|题字|刊头|数据|图)/u;
/** `本组图片由组委会提供`; whose pictures they are by name is a credit. */
const GIVEN = /^[（(]?本组(?:图片|照片|图文)均?由[^（）()，。]{2,24}提供[）)]?$/u;
/** `（图片由市档案馆提供）`, `（更多图片见本报客户端）`, `（本栏目由市律师协会协办）` */
const SOURCE = /^[（(](?:(?:图片|照片|图)均?由[^（）()，。]{2,24}(?:提供|拍摄)|更多(?:图片|视频|内容|报道)[^（）()，。]{2,20}|本(?:栏目?|专栏|版|专版)由[^（）()，。]{2,24}(?:协办|主办|提供|支持))[）)]$/u;
/** Where the figures of a drawing come from, and who drew it. */
const DRAWN = /^(?:(?:数据)?来源|资料来源)[：:][^，。：]{2,20}[ \u3000](?:制图|绘图|制表|设计)[：:/／][ \u3000]?\p{Script=Han}{2,4}$/u;
/** `国发〔2024〕3号`: the number of the document under it. */
const REFERENCE = /^\p{Script=Han}{2,8}[〔[［（(]\d{4}[〕\]］）)]\s?第?\d{1,4}号$/u;
/** `来信请注明真实姓名`, `投稿须附联系电话`: how to write to the page. */
const TO_WRITE = /^(?:来信|来稿|投稿|来函)(?:请|须|敬请|时请|务必)[^。]{4,40}[。]?$|^\p{Script=Han}{2,6}[ \u3000](?:信箱|邮箱|投稿|\p{Script=Han}{0,2}热线|(?:记者|编辑部?|新闻|读者|爆料|值班){1,2}电话)[：:]\S[^。，]{2,40}$/u;
/** `（本文得到县文化馆协助，谨致谢意）` */
const THANKS = /^[（(]本(?:文|版|专题)[^（）()。]{2,30}(?:协助|支持|帮助|提供资料)[^（）()。]{0,10}[）)]$/u;
/** `（文章不代表本报观点）` */
const DISCLAIMER = /^[（(]?(?:本[版文栏刊报]|文章|以上)[^。]{0,30}(?:不构成|不代表|仅供参考|[仅只]代表)[^。]{0,30}[。]?[）)]?$/u;
/** `青禾县融媒体中心主办` */
const PUBLISHER = /^(?!.*[由将])\p{Script=Han}{4,18}(?:主办|主管|协办|主管主办)$|^中共\p{Script=Han}{2,12}委(?:员会)?机关报$/u;
const TURN = /^[（(【★]?\s*(?:紧)?(?:下转|上接|紧接|转接|相关报道见|相关新闻见|详见|全文见)\s*(?:第)?[\s\w一二三四五六七八九十ＡＢＣＤ]{1,6}\s*版[^。]{0,12}[)）】]?$/u;
const TO_BE_CONTINUED = /^[（(【]?(?:未完待续|待续|未完|全文完|完)[）)】]$/u;
const WEB = /^(?:https?:\/\/|www\.)\S+$/i;
/** Where a web page says it stands: `您现在的位置：首页 > 民生 > 正文`. */
const TRAIL = /^(?:(?:[您你]|现在|当前)(?:现在|当前)?的?(?:所在)?位置)\s*[:：]|^首页\s*[>＞›»]/u;
/** `2024年7月19日 来源：江海晚报 责编：高爽`, without the people who wrote. */
const ORIGIN = /^(?:\d{4}[-年/.][^：:]{3,20}\s)?(?:文章)?(?:来源|稿源)\s*[:：]\s*\S{2,16}(?:\s+(?:编辑|责编|责任编辑|发布时间|时间|日期|点击|阅读|浏览)[^。]{0,30})?$/u;

/** `据新华社电`, `□综合新华社、央视报道`: nobody of the paper wrote it. */
const AGENCY = /^[□■（(]?(?:本报|均|以上)?(?:均据|综合|据)(?:新华社|中新社|中新网|央视|央广|人民日报|人民网|新华网|法新社|路透社|[、和 ]){1,6}[^，。：]{0,8}?(?:电|报道|消息|讯|新闻)?[）)]?$/u;

/** `言论信箱：pinglun@example.cn`, `新闻爆料专线 0000-123456`: how to reach the desk. */
const REACH = /^(?:本报)?(?:新闻|言论|评论|读者|编辑|投稿|来稿|爆料|报料|订阅|订报|发行|广告|新闻爆料|新闻报料)(?:部|室)?(?:信箱|邮箱|热线|专线)[ \u3000]?[：:]?[ \u3000]?(?:[\d(（+][\d()（） –—-]{5,}|[\w.-]+@[\w.-]+)$/u;
/** `全文请扫二维码阅读` */
const SCAN = /^[（(]?(?:更多|全文|详情|详细|完整|视频|报名|相关|欢迎|请|扫|长按|识别)[^。，]{0,12}二维码[^。，]{0,10}[）)]?$/u;
/** `内部资料 免费交流` */
const INTERNAL = /^(?:(?:内部资料|免费交流|免费赠阅|注意保存|请勿外传|不得翻印)[ \u3000·，]{0,3}){1,3}$/u;
/** `市图书馆延长开放至22时 详见3版`: what else the paper holds, and where. */
const INDEX = /^[^。]{4,36}[ \u3000…·]{1,6}[（(]?(?:详见|见|[▶►])[ ]?第?[A-H]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[ ]?版[）)]?$/u;
export const isIndexLine = (plain: string): boolean => INDEX.test(plain);

/** A row of marks parts what stands above and below it. */
export const isDivider = (plain: string): boolean => /^(?:[★☆※◆◇●○■□▲△—─━═＊*·•~～＝=_-]\s*){3,}$/u.test(plain);

/** Name of the rule that makes a line furniture, or `null`. */
export function furnitureRule(plain: string): string | null {
  if (plain.length > 90) return null;
  if (STAFF.test(plain) || GLUED_STAFF.test(plain) || NAMED_STAFF.test(plain) || SERIAL.test(plain) || PRICE.test(plain) || REACH.test(plain)) return 'staff line';
  if ((PICTURES.test(plain) && plain.length <= 40) || SOURCE.test(plain) || GIVEN.test(plain) || DRAWN.test(plain)) return 'picture notice';
  if (TURN.test(plain) || TO_BE_CONTINUED.test(plain)) return 'turn line';
  if (INDEX.test(plain) || SCAN.test(plain)) return 'where to read on';
  if (INTERNAL.test(plain)) return 'for whom it is printed';
  if (AGENCY.test(plain)) return 'agency line';
  if (TO_WRITE.test(plain)) return 'how to write';
  if (DISCLAIMER.test(plain) || THANKS.test(plain)) return 'disclaimer';
  if (PUBLISHER.test(plain)) return 'publisher';
  if (REFERENCE.test(plain)) return 'number of a document';
  if (isDivider(plain)) return 'row of marks';
  if (WEB.test(plain)) return 'web address';
  if (TRAIL.test(plain)) return 'web trail';
  if (ORIGIN.test(plain)) return 'web origin';
  return null;
}
