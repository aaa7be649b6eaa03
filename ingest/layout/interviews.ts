/** Interviews in which the paper asks under its own name: `人物周刊：您是哪一年入行的？` */
import type { Line } from './lines.ts';

/** Who speaks, before the colon. */
const SAYS = /^((?!误|谣|流言|传言|疑|问题|追问|提问|第?[一二三四五六七八九十]问)[\p{Script=Han}·]{2,8})[：:](?=.)/u;
/** One question may be a title. */
const FEWEST = 2;

/** The same lines; those that begin with who asks, and with others who speak more than once beside them, say so. */
export function withSpeakers(lines: readonly Line[]): readonly Line[] {
  const said = new Map<string, { times: number; asked: number }>();
  const speakers = lines.map(({ plain, mark }) => (mark === null ? SAYS.exec(plain)?.[1] : undefined));
  for (const [i, name] of speakers.entries()) {
    if (name === undefined) continue;
    const { times, asked } = said.get(name) ?? { times: 0, asked: 0 };
    said.set(name, { times: times + 1, asked: asked + (lines[i]!.plain.endsWith('？') ? 1 : 0) });
  }
  // The title over an interview may name who speaks as well.
  const first = speakers.findIndex((name) => (said.get(name ?? '')?.asked ?? 0) >= FEWEST);
  return first === -1 ? lines : lines.map((line, i) => (i >= first && (said.get(speakers[i] ?? '')?.times ?? 0) >= FEWEST ? { ...line, speaks: true } : line));
}
