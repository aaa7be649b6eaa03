import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Families } from '../ingest/kin/families.ts';
import { Pairs } from '../ingest/kin/pairs.ts';
import { isRepeat, printOf, type Print } from '../ingest/kin/repeats.ts';
import { likeness, sketchOf } from '../ingest/kin/sketch.ts';
import { article } from './fixtures/engine-articles.ts';
import { CORRECTED, EXTRACTED_AGAIN, OTHER_REPORT, OTHER_WEATHER, REPORT, REPRINTED, WEATHER } from './fixtures/repeats.ts';

const print = (texts: readonly string[], date = '2024-05-06'): Print => printOf(article('x', { date, year: 2024 }, ...texts));

const form = (n: string, day: string): string[] => [`台里预告：本频道将于${day}上午九时起现场播出市人民代表大会第${n}次全体会议的开幕会，并同步以手语播报，敬请广大观众届时收看，节目如有变动请以当日字幕为准。`];

describe('a near repeat is recognised', () => {
  test.each([
    ['extracted again, with broken spaces', EXTRACTED_AGAIN],
    ['reprinted, cut and begun anew', REPRINTED],
    ['issued again with other figures', CORRECTED],
    ['set in traditional characters', REPORT.map((text) => text.replaceAll('启', '啟').replaceAll('动', '動').replaceAll('旧', '舊').replaceAll('过', '過').replaceAll('说', '說'))],
  ])('%s', (_what, texts) => {
    expect(isRepeat(print(REPORT), print(texts, '2024-05-09'))).toBe(true);
    expect(isRepeat(print(texts, ''), print(REPORT))).toBe(true);
  });

  test.each([
    ['another report of the same thing', REPORT, OTHER_REPORT],
    ['two weather reports of one day', WEATHER, OTHER_WEATHER],
  ])('%s is none', (_what, a, b) => {
    expect(isRepeat(print(a), print(b))).toBe(false);
  });

  test('a form filled in anew a year later is none', () => {
    expect(isRepeat(print(form('三', '三月五日'), '2023-03-04'), print(form('四', '三月六日'), '2024-03-05'))).toBe(false);
  });
});

/** `text` with a character set in after one in `every`. */
const noisy = (text: string, every: number): string => [...text].map((c, i) => (i % every === every - 1 ? `${c}囗` : c)).join('');
const HAN = Array.from({ length: 3000 }, (_, i) => String.fromCharCode(0x4e00 + 5 * i));
const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCharCode(code));
const longText = fc.array(han, { minLength: 600, maxLength: 1200 }).map((characters) => characters.join(''));
const shortText = fc.array(fc.constantFrom(...'甲乙丙丁'), { maxLength: 60 }).map((characters) => characters.join(''));

const runs = (text: string): Set<string> => new Set(Array.from({ length: Math.max(0, text.length - 4) }, (_, i) => text.slice(i, i + 5)));

describe('likeness', () => {
  test('is the same from both sides, 1 of a text to itself, 0 of texts with nothing in common', () => {
    fc.assert(fc.property(fc.oneof(longText, shortText), fc.oneof(longText, shortText), (a, b) => {
      const [x, y] = [sketchOf([a]), sketchOf([b])];
      expect(likeness(x, y)).toBe(likeness(y, x));
      if (x.hashes.length > 0) expect(likeness(x, x)).toBe(1);
      expect(likeness(x, sketchOf(['戊'.repeat(40)]))).toBe(0);
    }), { numRuns: 60 });
  });

  test('of short texts is exact', () => {
    fc.assert(fc.property(shortText, shortText, (a, b) => {
      const [x, y] = [runs(a), runs(b)];
      const all = new Set([...x, ...y]).size;
      expect(likeness(sketchOf([a]), sketchOf([b]))).toBeCloseTo(all === 0 ? 0 : [...x].filter((run) => y.has(run)).length / all, 10);
    }));
  });

  test('noise of one character in twenty-five keeps a repeat a repeat', () => {
    // Any 600 characters, but not one character 600 times: of that a few wrong ones change nearly every distinct run.
    fc.assert(fc.property(fc.shuffledSubarray(HAN, { minLength: 600, maxLength: 1200 }), (characters) => {
      const text = characters.join('');
      expect(isRepeat(print([text]), print([noisy(text, 25)]))).toBe(true);
    }), { numRuns: 40, seed: 7 });
  });

  test('does not depend on how the text is cut into paragraphs or spaced', () => {
    fc.assert(fc.property(longText, fc.integer({ min: 1, max: 599 }), (text, at) => {
      expect(sketchOf([`${text.slice(0, at)} ，`, text.slice(at)])).toEqual(sketchOf([text]));
    }), { numRuns: 40 });
  });
});

const pairsOf = (sketch: readonly number[]): string[] => sketch.slice(0, 16).flatMap((hash, i) => (i + 1 < sketch.length ? [`${hash},${sketch[i + 1]}`] : []));

describe('pairs of hashes', () => {
  test('name every other article that holds one of them among its first sixteen', () => {
    const hashes = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 30 });
    fc.assert(fc.property(fc.array(hashes, { minLength: 1, maxLength: 400 }), (sketches) => {
      const pairs = new Pairs();
      for (const [number, sketch] of sketches.entries()) {
        const own = new Set(pairsOf(sketch));
        const expected = [...sketches.slice(0, number).keys()].filter((other) => pairsOf(sketches[other]!).some((pair) => own.has(pair)));
        expect(pairs.add(number, Uint32Array.from(sketch)).toSorted((a, b) => a - b)).toEqual(expected);
      }
    }), { numRuns: 30 });
  });
});

describe('families', () => {
  const prints: Readonly<Record<string, Print>> = {
    a: print(REPORT), b: print(EXTRACTED_AGAIN, '2024-05-08'), c: print(REPRINTED, '2024-05-05'), d: print(CORRECTED, ''),
    e: print(OTHER_REPORT), f: print(WEATHER), g: print(OTHER_WEATHER),
  };
  const IDS = Object.keys(prints);
  const familiesOf = (ids: readonly string[]): Record<string, string | null> => {
    const families = new Families((id) => prints[id]!);
    for (const id of ids) families.add(id, prints[id]!);
    return Object.fromEntries([...families.all()].toSorted());
  };

  test('are named after the earliest article, whatever the order of arrival', () => {
    expect(familiesOf(IDS)).toEqual({ a: 'c', b: 'c', c: null, d: 'c', e: null, f: null, g: null });
    fc.assert(fc.property(fc.shuffledSubarray(IDS, { minLength: IDS.length }), (order) => {
      expect(familiesOf(order)).toEqual(familiesOf(IDS));
    }));
  });

  test('are the same after removals and replacements as if the rest had come alone', () => {
    fc.assert(fc.property(fc.shuffledSubarray(IDS), fc.shuffledSubarray(IDS), (gone, changed) => {
      const held = new Map<string, Print>();
      const families = new Families((id) => held.get(id) ?? null);
      const add = (id: string, as: Print): void => {
        families.add(id, as);
        held.set(id, as);
      };
      for (const id of IDS) add(id, changed.includes(id) ? print(['完全不同的一段文字，说的是旁的事情。'.repeat(3)], '1999-01-01') : prints[id]!);
      for (const id of changed) add(id, prints[id]!);
      for (const id of gone) families.remove(id);
      expect(Object.fromEntries([...families.all()].toSorted())).toEqual(familiesOf(IDS.filter((id) => !gone.includes(id))));
    }));
  });
});
