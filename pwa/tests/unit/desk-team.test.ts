/** What colleagues give each other and what got old stand in "Vandaag"; what a family hears while it waits. */
import { describe, expect, it } from 'vitest';
import type { Me } from '../../src/api/me.ts';
import type { BoardData } from '../../src/flows/desk/board.ts';
import { today } from '../../src/flows/desk/today.ts';
import { isAsked } from '../../src/flows/fresh.ts';
import { supportOf } from '../../src/flows/support.ts';

const now = new Date('2026-11-26T09:00:00Z');
const empty = { nieuw: [], intake: [], wachtend: [], teDoen: [], voorstel: [], kennismaking: [], loopt: [], letop: [], aanbod: [], vog: [], signalen: [], verlopen: [], wensen: [], telezen: [], zorgen: [], me: 'ik', mine: true, totals: {} } as unknown as BoardData;
const family = { id: 'f', name: 'familie Bos', village: 'Strijen', versheid: 'VERS', gevraagdOp: null, confirmedAt: '2026-11-01T09:00:00Z', contactgegevens: { phone: '+31612345678' } };
const waiting = (more: object = {}, of: object = {}) => ({ id: 'v', version: 1, state: 'WACHTEND', aangemeldOp: '2026-11-01T09:00:00Z', wachtendSinds: '2026-11-20T09:00:00Z', urgentie: 0, volgendeStap: 'Bellen', volgendeDatum: '2026-12-20T09:00:00Z', matcher: { id: 'ik', firstName: 'Ria' }, family: { ...family, ...of }, ...more });

describe('Vandaag', () => {
  it('what I was given stands first, and red when it waited too long', () => {
    const given = { id: 'o', soort: 'VRAAG', dossierId: 'v', uiterlijk: '2026-11-24T09:00:00Z', family: { id: 'f', name: 'familie Bos' }, van: { id: 's', firstName: 'Sofie' } };
    const [first] = today({ ...empty, telezen: [given] } as unknown as BoardData, now);
    expect(first).toMatchObject({ tone: 'late', href: '/werkplek/vraag/v', deeds: [{ kind: 'read', id: 'o' }] });
  });

  it('what nobody confirmed can be asked from the list; asked already is not asked again', () => {
    const old = (of: object) => today({ ...empty, wachtend: [waiting({}, { versheid: 'OUD', confirmedAt: '2026-07-01T09:00:00Z', ...of })] } as unknown as BoardData, now).filter(({ key }) => key.startsWith('vers-'));
    expect(old({})).toMatchObject([{ deeds: [{ kind: 'ask' }, { kind: 'spoken' }] }]);
    expect(old({ gevraagdOp: '2026-11-25T09:00:00Z' })).toEqual([]);
    expect(old({ gevraagdOp: '2026-05-25T09:00:00Z' })).toHaveLength(1);
    expect(old({ versheid: 'VEROUDERD' })).toEqual([]);
  });

  it('says for whom, when I only cover', () => {
    const late = (id: string) => today({ ...empty, teDoen: [waiting({ state: 'INTAKE', volgendeDatum: '2026-11-20T09:00:00Z', matcher: { id, firstName: 'Sofie' } })] } as unknown as BoardData, now)[0];
    expect(late('zij')?.cover).toBe('Sofie');
    expect(late('ik')?.cover).toBeUndefined();
  });

  it('what was written down for a family that rests, or that is available, is not forgotten', () => {
    const rests = waiting({ state: 'GEPAUZEERD', volgendeStap: 'Vragen: opnieuw zoeken, of afronden?', volgendeDatum: '2026-11-25T09:00:00Z' });
    const gives = { ...waiting({ id: 's', state: 'BESCHIKBAAR', volgendeStap: 'Eindgesprek voeren: hoe verder?', volgendeDatum: '2026-11-26T09:00:00Z' }, { versheid: 'OUD' }), screening: null };
    const items = today({ ...empty, teDoen: [rests], aanbod: [gives], vog: [gives] } as unknown as BoardData, now);
    expect(items.map(({ key, tone }) => [key, tone])).toEqual([['v', 'late'], ['s', 'plain']]); // and not a second line because it is old
  });

  it('a farewell has a day, and after it somebody closes', () => {
    const ending = (afscheidOp: string | null) => today({ ...empty, letop: [{ id: 'k', version: 1, state: 'AFRONDEN', afscheidOp, vraaggezin: { id: 'v', family }, steungezin: { id: 's', family } }] } as unknown as BoardData, now)[0];
    expect(ending(null)).toMatchObject({ tone: 'soon', deeds: [{ kind: 'step', step: { op: 'startAfronden' } }, { kind: 'pair' }] });
    expect(ending('2026-11-26T15:00:00Z')).toMatchObject({ tone: 'plain', deeds: [{ step: { op: 'startAfronden' } }, { kind: 'pair' }] });
    expect(ending('2026-11-26T08:00:00Z')).toMatchObject({ tone: 'plain', deeds: [{ step: { op: 'closeKoppeling' } }, { kind: 'pair' }] });
    expect(ending('2026-11-20T08:00:00Z')?.tone).toBe('late');
    expect(ending('2026-12-01T08:00:00Z')).toBeUndefined();
  });

  it('a new family can be called and planned without leaving the list', () => {
    const items = today({ ...empty, nieuw: [waiting({ state: 'AANGEMELD', volgendeDatum: '2026-11-25T09:00:00Z' })] } as unknown as BoardData, now);
    expect(items[0]?.deeds?.map(({ kind }) => kind)).toEqual(['call', 'note', 'step']);
  });
});

describe('a family that waits', () => {
  const me = (vraag: object, wachttijd: object | null) => ({ region: { wachttijd }, koppelingen: [], family: { vraaggezinnen: [{ state: 'WACHTEND', matcher: { firstName: 'Sofie' }, waarnemer: null, pauzeTot: null, volgendeDatum: '2026-12-20T09:00:00Z', wachtendSinds: new Date().toISOString(), ...vraag }], steungezinnen: [] } }) as unknown as Me;
  const of = (vraag: object, wachttijd: object | null = null) => supportOf(me(vraag, wachttijd))[0];

  it('hears how long it takes, and when it is longer than that', () => {
    expect(of({}, { vanWeken: 3, totWeken: 7 })?.wait).toEqual({ from: 3, to: 7, longer: false });
    expect(of({ wachtendSinds: '2026-01-01T09:00:00Z' }, { vanWeken: 3, totWeken: 7 })?.wait?.longer).toBe(true);
    expect(of({})?.wait).toBeUndefined();
    expect(of({ state: 'INTAKE' }, { vanWeken: 3, totWeken: 7 })?.wait).toBeUndefined();
  });

  it('has one name to call, and a day', () => {
    expect(of({})).toMatchObject({ matcher: 'Sofie', by: '2026-12-20T09:00:00Z' });
    expect(of({ waarnemer: { firstName: 'Thirza' } })).toMatchObject({ matcher: 'Thirza', away: 'Sofie' });
    expect(of({ state: 'GEPAUZEERD' })?.by).toBeUndefined();
  });
});

describe('klopt alles nog?', () => {
  const asked = (more: object) => isAsked({ versheid: 'VERS', gevraagdOp: null, confirmedAt: '2026-11-01T09:00:00.5Z', vraaggezinnen: [{ state: 'WACHTEND' }], steungezinnen: [], ...more } as never);
  it.each([
    [{}, false], [{ versheid: 'OUD' }, true], [{ versheid: 'OUD', vraaggezinnen: [{ state: 'AANGEMELD' }] }, false],
    [{ gevraagdOp: '2026-11-02T09:00:00Z' }, true], [{ gevraagdOp: '2026-10-02T09:00:00Z' }, false], [{ gevraagdOp: '2026-11-02T09:00:00Z', confirmedAt: null }, true],
  ])('%j', (more, is) => expect(asked(more)).toBe(is));
});
