import { describe, expect, it } from 'vitest';
import { begin, changed, toInput, type Field } from '../../src/flows/desk/fields.ts';
import { fixed, koppelingSteps, loudStep, stepsFor } from '../../src/flows/desk/steps-koppeling.ts';
import { overtaken } from '../../src/flows/desk/overtaken.ts';
import { steunSteps } from '../../src/flows/desk/steps-steun.ts';
import { obstacles, rang, telling, vogUntil, type Suggestion } from '../../src/flows/desk/fit.ts';

const fields: Field[] = [
  { kind: 'moment', name: 'at' }, { kind: 'words', name: 'afspraken.wanneer', max: 9 }, { kind: 'line', name: 'afspraken.eten', max: 9, optional: true }, { kind: 'number', name: 'weken', min: 4, max: 8, start: 6 },
  { kind: 'many', name: 'dieren', options: ['HOND', 'KAT'], words: 'dier', none: true }, { kind: 'maybe', name: 'tuin', optional: true },
];
const empty = () => 'leeg';

describe('a form', () => {
  it('says what has to be filled in, and sends nothing for what was left alone', () => {
    const { input, faults } = toInput(fields, begin(fields), empty);
    expect(faults).toEqual([{ code: 'REQUIRED', message: 'leeg', path: ['at'] }]);
    expect(input).toEqual({ afspraken: { wanneer: '' }, weken: 6 });
  });

  it('goes to the server as its input is shaped', () => {
    const values = { ...begin(fields), at: { day: '2026-11-26', time: '14:00' }, 'afspraken.wanneer': ' woensdag ', 'afspraken.eten': 'ja', weken: '8', dieren: [], tuin: false };
    expect(toInput(fields, values, empty)).toEqual({ faults: [], input: { at: '2026-11-26T13:00:00.000Z', afspraken: { wanneer: 'woensdag', eten: 'ja' }, weken: 8, dieren: [], tuin: false } });
  });

  it('knows what changed: asked and nothing is not the same as not asked', () => {
    const before = begin(fields, { dieren: null, tuin: true });
    expect(changed(fields, before, { ...before })).toEqual([]);
    expect(changed(fields, before, { ...before, dieren: [], tuin: null }).map(({ name }) => name)).toEqual(['dieren', 'tuin']);
    const known = begin(fields, { dieren: ['HOND'], at: '2026-11-26T13:00:00.000Z' });
    expect(known.at).toEqual({ day: '2026-11-26', time: '14:00' });
    expect(changed(fields, known, { ...known, dieren: ['HOND', 'KAT'] }).map(({ name }) => name)).toEqual(['dieren']);
  });
});

describe('the steps of a koppeling', () => {
  const answer = (kind: string, kant: 'VRAAG' | 'STEUN', createdAt = '2026-11-20T10:00:00Z') => ({ kind, kant, antwoord: 'JA', createdAt });
  const now = { state: 'KENNISMAKING', mogelijk: ['ANSWER_KENNISMAKING', 'STOP', 'START_PROEFPERIODE', 'PLAN_KENNISMAKING'], kennismakingOp: null as string | null, answers: [] as ReturnType<typeof answer>[] };
  const keys = (one: typeof now) => stepsFor(one).map(({ key }) => key.replace('KOPPELING_', ''));

  it('only those that the server allows', () => expect(keys(now).sort()).toEqual([...now.mogelijk].sort()));
  it('nobody is asked twice', () => {
    const both = { ...now, answers: [answer('KENNISMAKING', 'VRAAG'), answer('KENNISMAKING', 'STEUN')] };
    expect(keys(both)).not.toContain('ANSWER_KENNISMAKING');
    expect(fixed(koppelingSteps.get('ANSWER_KENNISMAKING')!, { ...now, answers: [answer('KENNISMAKING', 'STEUN')] })).toEqual({ kant: 'VRAAG' });
    expect(fixed(koppelingSteps.get('ANSWER_KENNISMAKING')!, now)).toEqual({});
  });
  it('new afspraken ask both again', () => {
    const proef = { ...now, state: 'PROEFPERIODE', mogelijk: ['CONFIRM_AFSPRAKEN'], answers: [answer('AFSPRAKEN', 'VRAAG'), answer('AFSPRAKEN', 'STEUN')] };
    const confirm = koppelingSteps.get('CONFIRM_AFSPRAKEN')!;
    expect(stepsFor({ ...proef, afspraken: [{ nummer: 1, createdAt: '2026-11-19T10:00:00Z' }] })).toEqual([]);
    expect(fixed(confirm, { ...proef, afspraken: [{ nummer: 1, createdAt: '2026-11-19T10:00:00Z' }, { nummer: 2, createdAt: '2026-11-21T10:00:00Z' }] })).toEqual({ nummer: 2 });
  });
  it.each([
    [{}, 'PLAN_KENNISMAKING'], [{ kennismakingOp: '2026-11-25T10:00:00Z' }, 'ANSWER_KENNISMAKING'],
    [{ kennismakingOp: '2026-11-25T10:00:00Z', answers: [answer('KENNISMAKING', 'VRAAG'), answer('KENNISMAKING', 'STEUN')] }, 'START_PROEFPERIODE'],
  ])('one is loud: %o', (more, want) => expect(loudStep({ ...now, ...more })).toBe(`KOPPELING_${want}`));
});

it('turning away and lifting are the head matcher’s', () => {
  const keys = (state: string, head: boolean) => steunSteps(state, head).map(({ key }) => key);
  expect(keys('SCREENING', false)).not.toContain('REJECT');
  expect(keys('SCREENING', true)).toContain('REJECT');
  expect(keys('OPGESCHORT', false)).toEqual([]);
  expect(keys('OPGESCHORT', true)).toEqual(['LIFT_STEUN', 'STOP_STEUN']);
});

describe('who fits', () => {
  const criterion = (key: string, points: number, max: number, match: string) => ({ key, points, max, match, reason: key });
  const suggestion = {
    criteria: [criterion('REIS', 20, 22, 'JA'), criterion('DAGDELEN', 4, 20, 'NEE'), criterion('HULP', 8, 15, 'ONBEKEND'), criterion('KINDEREN', 10, 10, 'JA')],
    hard: [
      { key: 'H1', outcome: 'JA', waivable: 'NEVER', reason: '' }, { key: 'H5', outcome: 'ONBEKEND', waivable: 'NEVER', reason: '' }, { key: 'H4', outcome: 'NEE', waivable: 'PARENT', reason: '' },
      { key: 'H7', outcome: 'NEE', waivable: 'MATCHER', reason: '' }, { key: 'H10', outcome: 'ONBEKEND', waivable: 'MATCHER', reason: '' }, { key: 'H2', outcome: 'NEE', waivable: 'NEVER', reason: '' },
    ],
  } as unknown as Suggestion;

  it('tells what raises it and what lowers it', () => {
    const { plus, min } = telling(suggestion);
    expect([plus?.key, min?.key]).toEqual(['REIS', 'DAGDELEN']);
  });
  it('tells a question when nothing lowers it', () => expect(telling({ ...suggestion, criteria: suggestion.criteria.filter(({ match }) => match !== 'NEE') }).min?.key).toBe('HULP'));
  it('groups by what has to be set aside, the journey last', () => {
    const without = (...keys: string[]) => rang({ hard: suggestion.hard.filter(({ key }) => !keys.includes(key)) });
    expect([without(), without('H7'), without('H7', 'H4', 'H2')]).toEqual(['ver', 'opzij', 'past']);
  });
  it('sorts what stands in the way by who may move it', () => {
    const { ask, never, parent, waive } = obstacles(suggestion);
    expect([ask, never, parent, waive].map((list) => list.map(({ key }) => key))).toEqual([['H5'], ['H2'], ['H4'], ['H7']]);
  });
  it('counts of each adult the newest VOG, and of those the first that ends', () => {
    expect(vogUntil([{ voornaam: 'An', geldigTot: '2026-12-01' }, { voornaam: 'An', geldigTot: '2029-12-01' }, { voornaam: 'Bo', geldigTot: '2028-01-01' }])).toBe('2028-01-01');
    expect(vogUntil([])).toBeUndefined();
  });
});

describe('a refusal', () => {
  it('is of somebody who was first, or of a field', () => {
    const refused = (code: string, ...path: string[]) => overtaken([{ code, path }]);
    expect([refused('CONFLICT', 'baseVersion'), refused('STATE', 'id'), refused('STATE')]).toEqual([true, true, true]);
    expect([refused('STATE', 'placeId'), refused('STATE', 'kind'), refused('REQUIRED', 'title')]).toEqual([false, false, false]);
  });
});
