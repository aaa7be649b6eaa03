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
