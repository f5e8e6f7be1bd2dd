/** The words of which the desk makes the key itself: the compiler cannot see them, so they are counted here. */
import { isEnumType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readSchema } from '../../build/sdl.mjs';
import { doelen, allFamilySteps } from '../../src/flows/desk/family-steps.ts';
import { allHouseholdSteps } from '../../src/flows/desk/household-steps.ts';
import type { Field } from '../../src/flows/desk/fields.ts';
import { filters } from '../../src/flows/desk/lists.ts';
import { movable } from '../../src/flows/desk/whole.ts';
import { line } from '../../src/flows/desk/pair.ts';
import { parts } from '../../src/flows/desk/regio.ts';
import { labelOf, type Step } from '../../src/flows/desk/step.ts';
import { allZorgSteps } from '../../src/flows/desk/zorg.ts';
import { koppelingSteps, lateNo } from '../../src/flows/desk/steps-koppeling.ts';
import { allSteunSteps } from '../../src/flows/desk/steps-steun.ts';
import { allVraagSteps } from '../../src/flows/desk/steps-vraag.ts';
import { gesprek, intake } from '../../src/flows/desk/talk.ts';
import core from '../../src/text/nl/core.ts';
import desk from '../../src/text/nl/desk.ts';
import host from '../../src/text/nl/host.ts';
import regio from '../../src/text/nl/regio.ts';

const schema = readSchema();
const words: Record<string, string> = { ...core, ...desk, ...host, ...regio };
const has = (key: string) => expect(words[key], key).toBeTruthy();

function values(name: string): string[] {
  const found = schema.getType(name);
  if (!isEnumType(found)) throw new Error(`${name} is no enum`);
  return found.getValues().map(({ name }) => name);
}

describe('closed lists', () => {
  it.each([
    ['VraaggezinState', 'state.vraag'], ['SteungezinState', 'state.steun'], ['KoppelingState', 'state.koppeling'], ['KoppelingStap', 'pair.stap'], ['AnswerKind', 'pair.kind'],
    ['Soort', 'soortKort'], ['Weken', 'weken'], ['Gezelschap', 'gezelschap'], ['Opvoeding', 'opvoeding'], ['Interesse', 'interesses'], ['Ervaring', 'ervaring'],
    ['Zorgtaak', 'zorgtaak'], ['ZorgKind', 'zorgKind'], ['Gezag', 'gezag'], ['Vervoer', 'vervoer'], ['BereikVia', 'via'], ['Moment', 'part.s'], ['Doel', 'doel'], ['NoteKind', 'noteKind'],
    ['Kant', 'kant'], ['Antwoord', 'antwoord'], ['Smiley', 'smiley'], ['Reden', 'why'], ['ScreeningTodo', 'todo'], ['Band', 'fit.band'], ['Reisband', 'afstand'], ['Drie', 'fit'],
    ['Dier', 'dier'], ['SignaalSoort', 'signaal'], ['MomentSoort', 'rhythm'], ['MomentStand', 'rhythm.stand'], ['HoeVaak', 'hoeVaak'], ['Verder', 'verder'], ['ZorgStap', 'melding.stap'], ['Thema', 'thema'], ['MeetupKind', 'plan.kind'], ['Doelgroep', 'doelgroep'], ['Bezorging', 'host.reminder'], ['Vakantieregio', 'terms.schools'],
  ])('%s', (name, prefix) => values(name).forEach((value) => has(`${prefix}.${value}`)));

  it('the preferences and the hard constraints', () => {
    for (const key of ['REIS', 'DAGDELEN', 'HULP', 'KINDEREN', 'TAAL', 'OPVOEDING', 'DUUR', 'INTERESSES', 'ERVARING', 'HUIS', 'BEURT']) has(`crit.${key}`);
    for (let n = 1; n <= 12; n++) has(`hard.H${n}`);
    for (const key of movable) has(`whole.if.${key}`);
    for (const n of [0, 1, 2]) has(`urgentie.${n}`);
    for (const key of line) has(`pair.line.${key}`);
    for (const doel of doelen) has(`doel.${doel}`);
  });

  it('what a region agreed on', () => {
    for (const { key, fields } of parts) {
      has(`terms.${key}`);
      for (const [field, kind] of fields) {
        has(`terms.${field}`);
        has(`terms.${field}.help`);
        if (kind === 'number') has(`terms.is.${field}`);
      }
    }
    for (const first of [true, false]) has(`terms.first.${first}`);
  });

  it('every chip above a list is a state', () => {
    const states = { vraag: values('VraaggezinState'), steun: values('SteungezinState'), samen: values('KoppelingState') };
    for (const list of ['vraag', 'steun', 'samen'] as const) for (const state of [...filters[list].open, ...filters[list].each]) expect(states[list]).toContain(state);
  });
});

describe('forms', () => {
  const steps: Step[] = [...allVraagSteps, ...allSteunSteps, ...koppelingSteps.values(), lateNo, ...allFamilySteps, ...allHouseholdSteps, ...allZorgSteps];
  it.each(steps.map((step) => [step.key, step] as const))('%s', (key, step) => {
    for (const part of ['do', 'title', 'lead', 'sure']) has(`stap.${key}.${part}`);
    for (const field of step.fields ?? []) spoken(field, labelOf(step, field));
  });

  it.each([...intake, ...gesprek].map((section) => [section.key, section] as const))('talk: %s', (key, { fields }) => {
    has(`talk.${key}`);
    has(`talk.${key}.ask`);
    for (const field of fields) spoken(field, `in.${field.name}`);
  });

  it('each step of the API has its form, but for the two that begin and the timer’s', () => {
    const own = ['EXPLORE', 'PROPOSE', 'EXPIRE', 'SKIP_VISIT', 'ASK_CHANGE'];
    expect([...koppelingSteps.keys()].filter((key) => key !== 'CHECK_IN_KIND').sort()).toEqual(values('KoppelingStap').filter((stap) => !own.includes(stap)).sort());
  });

  function spoken(field: Field, label: string) {
    has(label);
    if (field.help) has(`in.${field.name}.help`);
    if (field.kind === 'one' || field.kind === 'many') for (const option of field.options) has(`${field.words}.${option}`);
  }
});

it('colleagues too are not told off', () => {
  const found = Object.entries({ ...desk, ...host, ...regio }).filter(([, text]) => /\b(fout|ongeldig|verplicht|error|u|uw)\b/i.test(text));
  expect(found).toEqual([]);
});
