/** Names that the page sets apart: they take glued ones apart. */
import { looksLikeName, mayBeName } from './names.ts';

/** `……。（农小冬）`: where several items end in names, so do those with a rare one. */
const SIGNED = /[。！？”][（(](\p{Script=Han}{2,3}(?:[ \u3000、]\p{Script=Han}{2,3}){0,3})[）)]$/u;
const NO_NAME = /[略选编续转载据注图]|综合|整理|新华|本报|完$/u;

/** Names that stand apart on the page, next to a role or in brackets: they split the glued ones. */
export function namesOn(texts: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const near = /(?:记者|通讯员|文[/／]|摄[/／]|撰稿|作者[：:])[ \u3000]?((?:\p{Script=Han}{2,4}[ \u3000、]){0,4}\p{Script=Han}{2,3}(?=$|[ \u3000、，。）)摄]))/gu;
  for (const text of texts) {
    for (const match of text.matchAll(near)) {
      for (const name of match[1]!.split(/[ \u3000、]/u)) if (mayBeName(name) && looksLikeName(name) && name.length <= 3) seen.add(name);
    }
  }
  const signed = texts.flatMap((text) => SIGNED.exec(text)?.[1]?.split(/[ \u3000、]/u) ?? []);
  const sure = signed.filter(looksLikeName);
  for (const name of sure.length >= 2 ? signed : sure) if (!NO_NAME.test(name)) seen.add(name);
  return seen;
}
