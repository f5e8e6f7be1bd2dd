/** The card for a first meeting: nothing is invented, and what nobody knows is a question. */
import { beforeAll, expect, it, vi } from 'vitest';
import { cardOf } from '../../src/flows/desk/prepare.ts';
import { need } from '../../src/text/index.svelte.ts';

beforeAll(async () => {
  vi.stubGlobal('document', { documentElement: {} });
  await need('core', 'desk');
});

const family = (name: string, more: object = {}) => ({ id: name, name, vervoer: [], children: [], zorgFeiten: [], ...more });
const read = (asks: object = {}, gives: object = {}, fit: object | null = null) => ({
  vraaggezin: { id: 'v', eigenWoorden: 'Ik zoek rust.', bangVoor: [], nietEigenDorp: false, tolk: false, bezwaar: false, family: family('Fatou', { vervoer: ['FIETS'], children: [{ id: 'c', firstName: 'Ibrahim', age: 12 }, { id: 'd', firstName: 'Aminata', age: 11 }] }), ...asks },
  steungezin: { id: 's', eigenWoorden: '', dieren: [], dierenBekend: false, rookt: null, haalt: false, family: family('Familie Tuk'), ...gives },
  fit,
}) as never;

it('what nobody knows is a question, and stands there once', () => {
  const card = cardOf(read({}, {}, { vragen: ['Vraag of er dieren zijn.'], hard: [{ key: 'H5', outcome: 'ONBEKEND', reason: 'Vraag of er dieren zijn.' }, { key: 'H6', outcome: 'JA', reason: 'Het past.' }] }))!;
  expect(card.ask).toEqual(['Vraag of er dieren zijn.', 'Ibrahim is 12 of ouder: vraag het Ibrahim zelf.']);
});

it('tells of the house what is known, and no more', () => {
  expect(cardOf(read())!.sides[1]).toMatchObject({ words: '', mind: [] });
  expect(cardOf(read({}, { dierenBekend: true }))!.sides[1]!.mind).toEqual(['Geen dieren in huis']);
  expect(cardOf(read({}, { dieren: ['HOND'], dierenBekend: true, rookt: true }))!.sides[1]!.mind).toEqual(['In huis: hond', 'Er wordt gerookt in huis']);
});

it('says who fetches, and how both come', () => {
  expect(cardOf(read())!.fetch).toEqual(['Het vraaggezin brengt en haalt zelf. Spreek af hoe.', 'Fatou: fiets']);
  expect(cardOf(read({}, { haalt: true }))!.fetch[0]).toBe('Het steungezin kan halen en brengen.');
});

it('without one of both there is no card', () => expect(cardOf(read({ family: null }))).toBeNull());
