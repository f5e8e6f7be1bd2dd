/** "Wie keek er?": the lines of one day and one person are one sentence. */
import type { Look } from '../api/looked.ts';
import { dayKey } from '../text/format.ts';

export type Looked = { day: string; at: string; name: string | null; what: Look['wat'][number][]; times: number };

export function looked(lines: readonly Look[]): Looked[] {
  const found = new Map<string, Looked>();
  for (const { op, wat, wie } of lines) {
    const key = `${dayKey(op)} ${wie?.id ?? ''}`;
    const one = found.get(key) ?? { day: dayKey(op), at: op, name: wie?.firstName ?? null, what: [], times: 0 };
    one.times++;
    for (const what of wat) if (!one.what.includes(what)) one.what.push(what);
    found.set(key, one);
  }
  return [...found.values()];
}
