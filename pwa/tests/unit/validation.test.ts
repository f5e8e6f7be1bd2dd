/** The same table of cases that holds the server to its rules holds the app to them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkSteun, checkVraag, limits, type World } from '../../src/flows/check.ts';
import * as steun from '../../src/flows/steun.ts';
import * as vraag from '../../src/flows/vraag.ts';

type Fixture = {
  now: string;
  limits: Record<string, number>;
  base: Record<'vraaggezin' | 'steungezin', object>;
  cases: { name: string; kind: 'vraaggezin' | 'steungezin'; set: Record<string, unknown>; faults: { path: string; code: string; key: string }[] }[];
};
const fixture = JSON.parse(readFileSync(new URL('../../../internal/family/testdata/validation.json', import.meta.url), 'utf8')) as Fixture;
const villages = readFileSync(new URL('../../../internal/geo/data/hoeksche-waard-pc4.csv', import.meta.url), 'utf8').trim().split('\n').slice(1).map((row) => row.split(',')[1]!);
const world: World = { now: new Date(fixture.now), villages };

/** Lays values over the base: a path of names and indexes; null takes the field away. */
function over(base: object, set: Record<string, unknown>) {
  const out = structuredClone(base) as Record<string, any>;
  for (const [path, value] of Object.entries(set)) {
    const names = path.split('.');
    const last = names.pop()!;
    const at = names.reduce((here, name) => (here[name] ??= {}), out);
    if (value === null) delete at[last];
    else at[last] = value;
  }
  return out;
}

describe('what the server refuses, the app refuses', () => {
  it.each(fixture.cases)('$name', ({ kind, set, faults }) => {
    const input = over(fixture.base[kind], set) as never;
    const found = kind === 'vraaggezin' ? checkVraag(input, world) : checkSteun(input, world);
    const say = (list: { path: string; code: string; key: string }[]) => list.map(({ path, code, key }) => `${code} ${key} at ${path}`).sort();
    expect(say(found)).toEqual(say(faults));
  });

  it('has the same limits', () => {
    for (const [name, value] of Object.entries(limits)) expect(value, name).toBe(fixture.limits[name]);
  });
});

describe('problems of a registration', () => {
  it('an untouched form of a vraaggezin asks about every question but the one that may be skipped', () => {
    const found = vraag.problems(vraag.begin(), world);
    expect([...new Set(found.map(({ step }) => step))]).toEqual(['naam', 'waar', 'hulp', 'kinderen', 'wanneer', 'talen', 'contact']);
    expect(found.every(({ key }) => key !== 'rule.anders')).toBe(true);
  });

  it('an untouched form of a steungezin likewise', () => {
    const found = steun.problems(steun.begin(), world);
    expect([...new Set(found.map(({ step }) => step))]).toEqual(['wie', 'waar', 'geven', 'wanneer', 'ver', 'leeftijd', 'huis', 'talen', 'contact']);
    expect(found.every(({ key }) => key !== 'rule.anders')).toBe(true);
  });

  it('a full form has none, and is what the server takes', () => {
    const answers = { ...vraag.begin(), naam: ' Samira ', postcode: '3273 ab', soorten: ['OPVANG' as const], dagdelen: ['WO_MIDDAG' as const], talen: ['nl', 'ar'] };
    answers.kinderen[0]!.age = 4;
    answers.contact.phone = '06 12 34 56 78';
    expect(vraag.problems(answers, world)).toEqual([]);
    expect(checkVraag(vraag.toInput(answers), world)).toEqual([]);
    expect(vraag.toInput(answers).family.postcode).toBe('3273AB');
  });

  it('a village is enough, and takes the place of a postcode', () => {
    const answers = { ...vraag.begin(), village: 'Westmaas', postcode: '' };
    expect(vraag.toInput(answers).family).toMatchObject({ village: 'Westmaas' });
    expect(vraag.problems(answers, world).some(({ step }) => step === 'waar')).toBe(false);
    expect(vraag.problems({ ...answers, village: 'Nergenshuizen' }, world).find(({ step }) => step === 'waar')?.key).toBe('rule.plaats.vreemd');
  });

  it('a BSN in a free text is sent back to its question', () => {
    const answers = vraag.begin();
    answers.zorg = { ...answers.zorg, anders: true, andersTekst: 'mijn nummer is 111.222.333' };
    expect(vraag.problems(answers, world).find(({ step }) => step === 'zorg')?.key).toBe('rule.bsn.niet');
  });

  it('what was not ticked is not sent, even when it was filled in before', () => {
    const answers = vraag.begin();
    answers.zorg = { ...answers.zorg, allergie: false, allergieTekst: 'noten', bang: false, bangVoor: ['HOND'] };
    expect(vraag.toInput(answers).zorg).toEqual([]);
    expect(vraag.toInput(answers).bangVoor).toEqual([]);
  });

  it('age groups make one range', () => {
    expect(steun.toInput({ ...steun.begin(), groepen: [2, 8] })).toMatchObject({ leeftijdVan: 2, leeftijdTot: 11 });
    expect(steun.toInput({ ...steun.begin(), alleLeeftijden: true, groepen: [2] })).toMatchObject({ leeftijdVan: null, leeftijdTot: null });
  });

  it('no animals is an answer, nothing chosen is not', () => {
    expect(steun.toInput({ ...steun.begin(), geenDieren: true }).dieren).toEqual([]);
    expect(steun.problems(steun.begin(), world).some(({ step }) => step === 'huis')).toBe(true);
  });
});
