/** What jieba cuts by: its own dictionary and model, as they come with nodejieba, and our words. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HOME = path.join(path.dirname(createRequire(import.meta.url).resolve('nodejieba/package.json')), 'submodules/cppjieba/dict');
const ours = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

export const DICTIONARY = path.join(HOME, 'jieba.dict.utf8');
export const MODEL = path.join(HOME, 'hmm_model.utf8');
export const USER_DICTIONARY = ours('user.dict.txt');
/** Frequencies and stop words, which serve jieba's keyword extractor alone: as good as empty. */
export const NO_KEYWORDS = ours('no-keywords.dict.txt');
