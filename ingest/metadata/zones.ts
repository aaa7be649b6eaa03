/**
 * Areas that are no administrative division but are written about and searched for as one: national
 * new areas, with the other names the papers use for them. Overlapping areas are not synonyms:
 * 哈尔滨新区 covers 松北区 and more, so neither stands for the other.
 */
export interface Zone {
  readonly name: string;
  readonly aliases?: readonly string[];
}

/** National-level new areas as approved by the State Council, 1992–2017, but those that are districts (浦东, 滨海). */
export const ZONES: readonly Zone[] = [
  { name: '哈尔滨新区', aliases: ['江北一体发展区'] },
  { name: '雄安新区', aliases: ['河北雄安新区'] },
  { name: '两江新区' },
  { name: '舟山群岛新区' },
  { name: '兰州新区' },
  { name: '西咸新区' },
  { name: '贵安新区' },
  { name: '西海岸新区', aliases: ['青岛西海岸新区'] },
  { name: '金普新区', aliases: ['大连金普新区'] },
  { name: '天府新区', aliases: ['四川天府新区'] },
  { name: '湘江新区', aliases: ['湖南湘江新区'] },
  { name: '江北新区', aliases: ['南京江北新区'] },
  { name: '福州新区' },
  { name: '滇中新区', aliases: ['云南滇中新区'] },
  { name: '长春新区' },
  { name: '赣江新区', aliases: ['江西赣江新区'] },
  { name: '前海合作区', aliases: ['前海深港现代服务业合作区'] },
  { name: '横琴粤澳深度合作区', aliases: ['横琴新区'] },
  { name: '苏州工业园区' },
  { name: '临港新片区' },
  { name: '光明新区' },
  { name: '大鹏新区' },
  { name: '郑东新区' },
  { name: '中关村科学城' },
];

/** Districts founded after the kept table was made, and the usual short names of some. */
export const NEWER_DISTRICTS: readonly string[] = ['临平区', '钱塘区', '即墨区', '红花岗区'];

/** Places reports are sent from that the kept table does not hold; they are no districts of ours. */
export const ELSEWHERE: ReadonlySet<string> = new Set('台北 新北 桃园 台中 台南 高雄 基隆 新竹 嘉义 苗栗 彰化 南投 云林 屏东 宜兰 花莲 台东 澎湖 金门 马祖 香港 九龙 新界 澳门 东京 首尔 纽约 华盛顿 伦敦 巴黎 柏林 罗马 莫斯科 日内瓦 维也纳 布鲁塞尔 新加坡 曼谷 开罗'.split(' '));
