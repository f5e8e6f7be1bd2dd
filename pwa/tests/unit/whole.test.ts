/** The list and the call for help, put into words. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ages, keyOf, moment, tellingFirst, textFor, type Cell } from '../../src/flows/desk/recruit.ts';
import { helps, same, type Whole, type WholeAlone } from '../../src/flows/desk/whole.ts';
import { need } from '../../src/text/index.svelte.ts';

beforeAll(async () => {
  vi.stubGlobal('document', { documentElement: {} });
  await need('core', 'desk');
});

const cell = (over: Partial<Cell>): Cell => ({ village: 'Strijen', dagdeel: 'WO_MIDDAG', van: 6, tot: 9, children: 3, ...over });
const region = { name: 'Hoeksche Waard', phone: '0186 000 000', site: 'buurtdorp.example' };

describe('the text to share', () => {
  it('says who, when and where, as people do', () => {
    expect(textFor([cell({})], region)).toMatch(/^3 kinderen van 6 tot en met 9 jaar zoeken op woensdagmiddag een plek in Strijen\.\n\nHeb jij .*0186 000 000\.$/s);
    expect(textFor([cell({ village: null, van: null, tot: null, dagdeel: null, children: 8 })], { ...region, phone: '' })).toMatch(/^8 kinderen zoeken op een moment dat jou past een plek in de regio Hoeksche Waard\..*buurtdorp\.example\.$/s);
    expect(textFor([], region)).toBe('');
  });

  it('begins with what says most', () => {
    const wide = cell({ village: null, van: null, tot: null, children: 9 });
    const village = cell({ van: null, tot: null, children: 5 });
    expect(tellingFirst([wide, village, cell({})]).map(({ children }) => children)).toEqual([3, 5, 9]);
    expect(new Set([wide, village, cell({})].map(keyOf)).size).toBe(3);
    expect([moment(village), ages(village), ages(cell({ van: 0, tot: 3 }))]).toEqual(['woensdagmiddag', 'Alle leeftijden', '0 tot en met 3 jaar']);
  });
});

describe('the list', () => {
  const belet = [{ key: 'H6', bij: 5, alleen: 1 }, { key: 'H3', bij: 2, alleen: 2 }, { key: 'H7', bij: 4, alleen: 3 }];
  it('offers what people can talk about, what brings most first', () => {
    const { only, most } = helps({ belet } as unknown as WholeAlone);
    expect(only.map(({ key }) => key)).toEqual(['H7', 'H6']);
    expect(most?.key).toBe('H6');
  });

  it('is another one when a pair, a score or who is alone differs', () => {
    const pair = (id: string, steun: string, score = 80) => ({ vraaggezin: { id }, suggestion: { score, steungezin: { id: steun } } });
    const list = (pairs: unknown[], alone: string[] = []) => ({ waiting: 2, places: 2, paired: pairs.length, pairs, alone: alone.map((id) => ({ vraaggezin: { id } })) }) as unknown as Whole;
    const now = list([pair('a', 'x')], ['b']);
    expect(same(now, { ...list([pair('a', 'x')], ['b']), madeAt: 'later' })).toBe(true);
    for (const other of [list([pair('a', 'y')], ['b']), list([pair('a', 'x', 81)], ['b']), list([pair('a', 'x')], ['c']), list([], ['b'])]) expect(same(now, other)).toBe(false);
  });
});
