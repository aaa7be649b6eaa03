/**
 * One fact, many spellings: 12000元 = 1.2万元 = 一万二千元, 2024年 = 二〇二四年, 5% = 百分之五.
 * Every spelling of a number stands for the same set of `spellings`, so whichever a person types,
 * the same paragraphs are found. Works on folded text.
 */

const DIGITS = '零一二三四五六七八九';
const FORMAL: Readonly<Record<string, string>> = {
  壹: '一', 贰: '二', 叁: '三', 肆: '四', 伍: '五', 陆: '六', 柒: '七', 捌: '八', 玖: '九', 拾: '十', 佰: '百', 仟: '千', 两: '二', '〇': '零', '○': '零',
};
/** One formal numeral alone is a word of another kind: 陆架, 伍家. */
const ONE_FORMAL = /^[壹贰叁肆伍陆柒捌玖]$/u;
/** Longer strings are pasted text, not numbers. */
const LONGEST = 32;
const SCALES: readonly (readonly [string, number])[] = [['万亿', 1e12], ['亿', 1e8], ['万', 1e4]];

const UNITS =
  '个百分点|平方公里|平方千米|平方米|立方米|公里|千米|厘米|毫米|公顷|公斤|千克|千瓦|兆瓦|美元|欧元|港元|日元|' +
  '[年月日号时分秒元人名位户家个件项条次届岁天米亩吨克斤辆架艘台套座所处栋间部份篇株棵种类级层度倍]';
const ARABIC = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const HAN = '[零〇○一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟]';

const SAID_DAY = '三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]';
const DAY = `(?:(?:\\d{4}|[零〇○一二三四五六七八九]{4})年)?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:3[01]|[12]\\d|0?[1-9]|${SAID_DAY})[日号]`;
const DAY_PARTS = /^(?:(.{4})年)?(.+)月(.+)[日号]$/u;
const WHOLE_DAY = new RegExp(`^${DAY}$`, 'u');

/** What a number can begin with. */
export const NUMERALS = new RegExp(String.raw`\d|${HAN}`, 'u');

/** A number as it stands in folded text. Bare Chinese numerals are words (三农, 千万) unless a unit follows them. */
export const NUMBER = new RegExp(
  `${DAY}|(?:${ARABIC})[千万亿]{0,2}\\d*千?(?:%|‰|${UNITS})?|百分之(?:${ARABIC}|${HAN}{1,9}(?:点${HAN}{1,6})?)|${HAN}{1,16}(?:点${HAN}{1,6})?(?:${UNITS})`,
  'gu',
);
const PARTS = new RegExp(`^(百分之)?(.+?)(%|‰|${UNITS})?$`, 'u');

/** Other spellings of a number expression, the given one first; just itself when it is no number. */
export function spellings(text: string): string[] {
  if (text.length > LONGEST) return [text];
  if (WHOLE_DAY.test(text)) return [...new Set([text, ...spellDay(text)])];
  const parts = PARTS.exec(text);
  if (parts === null) return [text];
  const [, percent, numeral = '', tail = ''] = parts;
  const unit = percent ? '%' : tail;
  const value = percent && numeral === '百' ? 100 : parse(numeral);
  if (value === null) return [text];
  const forms = new Set([text]);
  for (const n of spell(value, unit, numeral)) forms.add(n);
  return [...forms];
}

/** A day of the year, in figures with or without zeros before them, or in words; 日 is 号 in speech. */
function spellDay(text: string): string[] {
  const [, year, month = '', day = ''] = DAY_PARTS.exec(text)!;
  const numbers = [month, day].map((part) => parse(part) ?? 0);
  const inFigures = (width: number): string => {
    const [m, d] = numbers.map((n) => String(n).padStart(width, '0'));
    return `${m}月${d}`;
  };
  const figures = [inFigures(1), inFigures(2)];
  const words = `${simply(numbers[0]!)}月${simply(numbers[1]!)}`;
  const said = year === undefined ? [...figures, words] : spellings(`${year}年`).flatMap((y) => (/^\d/.test(y) ? figures.map((f) => y + f) : [y + words]));
  return said.flatMap((form) => [`${form}日`, `${form}号`]);
}

/** 十五, not 一十五. */
const simply = (n: number): string => sayInteger(n).replace(/^一十/, '十');

function spell(value: number, unit: string, printed: string): string[] {
  const plain = decimal(value);
  const integer = Number.isInteger(value);
  if (integer && unit === '年' && value >= 1000 && value <= 2999) return [plain, ...byDigit(plain)].map((n) => n + unit);
  const numerals = new Set([plain, grouped(plain)]);
  for (const [name, scale] of SCALES) {
    const mantissa = decimal(value / scale);
    if (value >= scale / 10 && mantissa.length <= 8) numerals.add(mantissa + name).add(grouped(mantissa) + name);
  }
  const rest = value % 1e4;
  // 1万1 is how 11000 is said, so it spells neither.
  if (integer && value >= 1e4 && value < 1e8 && rest > 9) {
    const head = `${Math.floor(value / 1e4)}万`;
    numerals.add(`${head}${rest}`);
    if (rest % 1000 === 0) numerals.add(`${head}${rest / 1000}千`);
  }
  // A bare number of one digit has no Chinese spelling worth searching: 五 stands in too many words.
  const worded = unit !== '' || value >= 100 || !/^\d/.test(printed);
  const chinese = worded ? inChinese(value) : [];
  if (integer && unit === '' && value >= 1000 && value <= 2999) chinese.push(...byDigit(plain));
  if (unit === '%') {
    if (value === 100) chinese.push('百');
    return [...numerals].flatMap((n) => [`${n}%`, `百分之${n}`]).concat(chinese.map((n) => `百分之${n}`));
  }
  return [...numerals, ...chinese].map((n) => n + unit);
}

/** Digits as they are read out one by one: 二〇二四, with the three ways to write zero. */
function byDigit(digits: string): string[] {
  const read = [...digits].map((d) => DIGITS[Number(d)]).join('');
  return [read, read.replaceAll('零', '〇'), read.replaceAll('零', '○')];
}

function inChinese(value: number): string[] {
  const [whole = '', fraction] = decimal(value).split('.');
  const integer = Number(whole);
  if (integer >= 1e16) return [];
  const said = sayInteger(integer);
  const point = fraction === undefined ? '' : `点${[...fraction].map((d) => DIGITS[Number(d)]).join('')}`;
  const all = new Set([said]);
  if (said.startsWith('一十')) all.add(said.slice(1));
  if (integer === 2 && point === '') all.add('两');
  const spoken = [...all].flatMap((form) => [form, form.replace(/二(?=[百千万亿])/gu, '两'), form.replace(/^二(?=[千万亿])/u, '两')]);
  return [...new Set([...spoken, ...spoken.map(formal).filter((form) => !ONE_FORMAL.test(form))])].map((form) => form + point);
}

function formal(said: string): string {
  return [...said].map((c) => '壹贰叁肆伍陆柒捌玖'['一二三四五六七八九'.indexOf(c)] ?? { 十: '拾', 百: '佰', 千: '仟' }[c] ?? c).join('');
}

function sayInteger(value: number): string {
  if (value === 0) return '零';
  for (const [name, scale] of [['亿', 1e8], ['万', 1e4]] as const) {
    if (value < scale) continue;
    const rest = value % scale;
    const gap = rest > 0 && rest < scale / 10 ? '零' : '';
    return sayInteger(Math.floor(value / scale)) + name + gap + (rest > 0 ? sayInteger(rest) : '');
  }
  let said = '';
  let zero = false;
  for (const [name, scale] of [['千', 1000], ['百', 100], ['十', 10], ['', 1]] as const) {
    const digit = Math.floor(value / scale) % 10;
    if (digit === 0) {
      zero = said !== '';
      continue;
    }
    said += (zero ? '零' : '') + DIGITS[digit]! + name;
    zero = false;
  }
  return said;
}

/** Value of a folded numeral, arabic or Chinese or mixed (`1万2千`); `null` when it is none. */
function parse(numeral: string): number | null {
  if (ONE_FORMAL.test(numeral)) return null;
  const text = [...numeral.replaceAll(',', '')].map((c) => FORMAL[c] ?? c).join('');
  if (/^\d+(?:\.\d+)?$/.test(text)) return text.length <= 15 ? Number(text) : null;
  if (/^[零一二三四五六七八九]{2,}$/.test(text)) {
    // Read digit by digit, which only years are: 一九四九.
    return text.length === 4 && /^[一二]/.test(text) ? Number([...text].map((c) => DIGITS.indexOf(c)).join('')) : null;
  }
  const [whole = '', fraction, more] = text.split('点');
  if (more !== undefined) return null;
  const value = parseInteger(whole);
  if (value === null || fraction === undefined) return value;
  if (!/^[零一二三四五六七八九]+$/.test(fraction)) return null;
  return Number(`${value}.${[...fraction].map((c) => DIGITS.indexOf(c)).join('')}`);
}

function parseInteger(text: string): number | null {
  for (const [name, scale] of SCALES) {
    const at = text.lastIndexOf(name);
    if (at < 0) continue;
    const head = parseInteger(text.slice(0, at));
    const tail = text.slice(at + name.length);
    const rest = tail === '' ? 0 : parseInteger(tail.replace(/^零/, ''));
    if (head === null || rest === null || rest >= scale) return null;
    // 一万二 means 12000 in speech; a digit alone after a scale is too unsure to be a number.
    if (/^[一-九1-9]$/u.test(tail)) return null;
    return Math.round((head * scale + rest) * 1e6) / 1e6;
  }
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  const small = /^(?:([\d.]+|[一二三四五六七八九])千)?(零)?(?:([一二三四五六七八九])百)?(零)?(?:([一二三四五六七八九])?(十))?(零)?([一二三四五六七八九])?$/u.exec(text);
  if (small === null || text === '' || text === '零') return text === '零' ? 0 : null;
  const [, thousands, , hundreds, , tens, ten, , ones] = small;
  return digit(thousands) * 1000 + digit(hundreds) * 100 + (ten ? (tens ? digit(tens) : 1) * 10 : 0) + digit(ones);
}

function digit(c: string | undefined): number {
  if (c === undefined) return 0;
  return /^[\d.]+$/.test(c) ? Number(c) : DIGITS.indexOf(c);
}

/** Shortest decimal without an exponent; float dust from dividing by a scale is rounded away. */
function decimal(value: number): string {
  const rounded = Number(value.toPrecision(15));
  return rounded >= 1e-6 || rounded === 0 ? rounded.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 15 }) : rounded.toFixed(15);
}

function grouped(plain: string): string {
  const [whole = '', fraction] = plain.split('.');
  return whole.replace(/\B(?=(?:\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
}
