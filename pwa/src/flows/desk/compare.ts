/** A few candidates beside each other: line by line what is the same, and what makes the difference. */
import type { Suggestion } from './fit.ts';

export const most = 4;

export type Cell = { points?: number; max?: number; match: string; reason: string; best: boolean };
export type Line = { key: string; kind: 'crit' | 'hard'; differs: boolean; cells: Cell[] };

export function compare(list: readonly Suggestion[]): Line[] {
  const first = list[0];
  if (!first) return [];
  const hard = first.hard.map(({ key }, i): Line => {
    const cells = list.map(({ hard }) => ({ match: hard[i]!.outcome, reason: hard[i]!.reason, best: false }));
    return { key, kind: 'hard', differs: new Set(cells.map(({ match }) => match)).size > 1, cells };
  });
  const criteria = first.criteria.map(({ key }, i): Line => {
    const top = Math.max(...list.map(({ criteria }) => criteria[i]!.points));
    const differs = list.some(({ criteria }) => criteria[i]!.points !== top);
    const cells = list.map(({ criteria }) => {
      const { points, max, match, reason } = criteria[i]!;
      return { points, max, match, reason, best: differs && points === top };
    });
    return { key, kind: 'crit', differs, cells };
  });
  return [...criteria, ...hard];
}

/** One more, or one less; who comes when it is full is not put in. */
export function toggled(chosen: readonly string[], id: string): string[] {
  if (chosen.includes(id)) return chosen.filter((one) => one !== id);
  return chosen.length < most ? [...chosen, id] : [...chosen];
}
