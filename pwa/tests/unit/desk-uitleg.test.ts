/** Side by side, and how a region weighs: the sums behind the screens. */
import { describe, expect, it } from 'vitest';
import { compare, most, toggled } from '../../src/flows/desk/compare.ts';
import type { Suggestion } from '../../src/flows/desk/fit.ts';
import { changes, parts, same, sum, type Weights } from '../../src/flows/desk/weging.ts';
import { lookOrder, looks } from '../../src/flows/look-order.ts';
import desk from '../../src/text/nl/desk.ts';
import visitor from '../../src/text/nl/visitor.ts';

const one = (points: number, h6: string) =>
  ({
    criteria: [{ key: 'REIS', points, max: 22, match: 'JA', reason: 'r' }, { key: 'TAAL', points: 3, max: 6, match: 'JA', reason: 't' }],
    hard: [{ key: 'H1', outcome: 'JA', waivable: 'NEVER', reason: 'a' }, { key: 'H6', outcome: h6, waivable: 'MATCHER', reason: 'b' }],
  }) as unknown as Suggestion;

describe('beside each other', () => {
  it('says what differs, and who has the most', () => {
    const lines = compare([one(10, 'JA'), one(22, 'NEE'), one(22, 'JA')]);
    expect(lines.map(({ key, differs }) => [key, differs])).toEqual([['REIS', true], ['TAAL', false], ['H1', false], ['H6', true]]);
    expect(lines[0]!.cells.map(({ best }) => best)).toEqual([false, true, true]);
    expect(lines[1]!.cells.some(({ best }) => best)).toBe(false);
    expect(compare([])).toEqual([]);
  });

  it('takes four, and gives back', () => {
    const four = ['a', 'b', 'c', 'd'].reduce<string[]>(toggled, []);
    expect(four).toHaveLength(most);
    expect(toggled(four, 'e')).toEqual(four);
    expect(toggled(four, 'b')).toEqual(['a', 'c', 'd']);
  });
});

describe('weights', () => {
  const standard: Weights = { reis: 22, dagdelen: 20, hulp: 15, kind: 10, taal: 6, opvoeding: 6, duur: 6, interesses: 5, ervaring: 5, huis: 3, beurt: 2, goedVanaf: 75, pastVanaf: 50 };
  it('are 100 together, and a change is told', () => {
    expect(sum(standard)).toBe(100);
    expect(same(standard, { ...standard })).toBe(true);
    expect(same(standard, { ...standard, pastVanaf: 40 })).toBe(false);
    expect(changes({ ...standard, reis: 10, beurt: 14 }, standard)).toEqual([{ key: 'REIS', from: 22, to: 10 }, { key: 'BEURT', from: 2, to: 14 }]);
  });

  it('each has its words, for colleagues and for families', () => {
    const words = { ...desk, ...visitor } as Record<string, string>;
    for (const [, key] of parts) for (const name of [`crit.${key}`, `weging.${key}`, `look.${key}`]) expect(words[name], name).toBeTruthy();
    expect(parts.map(([, key]) => key)).toEqual([...looks]);
  });
});

describe('how we look', () => {
  it('is told in three breaths, and knows only what it has words for', () => {
    expect(lookOrder(['TAAL', 'NIEUW', 'REIS', 'HULP', 'HUIS'])).toEqual({ first: 'TAAL', then: ['REIS', 'HULP'], also: ['HUIS'] });
    expect(lookOrder(undefined)).toEqual({ first: undefined, then: [], also: [] });
  });
});
