/** What each printed line of an annotated page is, for the model that learns it. */
import type { Label } from '../../../ingest/layout/labels.ts';
import { column, wrap } from '../../../tests/fixtures/typeset.ts';
import { settingOf } from '../../../tests/fixtures/pages/annotated.ts';

const NAMES: Readonly<Record<string, string>> = { p: 'body', v: 'row', b: 'bullet', h: 'heading', k: 'kicker', c: 'caption', f: 'boilerplate', '^': 'byline', '#': 'title', '=': 'subtitle' };
/** These have no second line that is told from a first. */
const WHOLE = /^(?:row|boilerplate|byline)$/u;
const squashed = (text: string): number => text.replace(/\s+/gu, '').length;

/** For each line as printed its label, `null` for a blank one; see `annotated.ts` for the format. */
export function labelsOf(source: string): (Label | null)[] {
  const labels: (Label | null)[] = [];
  let setting: ReturnType<typeof settingOf> | null = null;
  let flow: { text: string; name: string }[] = [];
  let [current, paragraph] = ['body', 'body'];
  const put = (text: string, name: string, begins: boolean): void => void labels.push(text.trim() === '' ? null : ((begins || WHOLE.test(name) ? name : `${name}+`) as Label));
  const flush = (): void => {
    let used = 0;
    for (const line of flow.length > 0 && setting !== null ? column(flow.map(({ text }) => text), setting).split('\n') : []) {
      put(line, flow[0]?.name ?? 'body', used === 0);
      used += squashed(line);
      while (flow[0] !== undefined && used >= squashed(flow[0].text)) used -= squashed(flow.shift()!.text);
    }
    flow = [];
  };
  for (const row of source.trimEnd().split('\n').slice(1)) {
    const [mark = '', text] = [row[0], row.slice(1)];
    if (mark === '@' && text.startsWith('width')) setting = settingOf(text);
    if (mark === '@' || mark === '%') continue;
    if (mark === 'p' || mark === 'b') paragraph = NAMES[mark]!;
    if (mark === '' || mark === '~' || mark === '|') {
      flush();
      put(text, mark === '~' ? paragraph : current, false);
      continue;
    }
    current = NAMES[mark]!;
    if (setting !== null && (mark === 'p' || mark === 'b')) {
      flow.push({ text, name: current });
      continue;
    }
    flush();
    const printed = setting !== null && mark === 'c' ? wrap(text, { ...setting, indent: 'none' }) : [text];
    for (const [n, line] of printed.entries()) put(line, current, n === 0);
  }
  flush();
  return labels;
}
