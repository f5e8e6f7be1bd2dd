/** Every question and every step of the desk is one the server understands. */
import { readdirSync, readFileSync } from 'node:fs';
import { isInputObjectType, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readSchema } from '../../build/sdl.mjs';
import { allFamilySteps } from '../../src/flows/desk/family-steps.ts';
import { allHouseholdSteps } from '../../src/flows/desk/household-steps.ts';
import { document, about, type Step } from '../../src/flows/desk/step.ts';
import { allZorgSteps } from '../../src/flows/desk/zorg.ts';
import { koppelingSteps } from '../../src/flows/desk/steps-koppeling.ts';
import { allSteunSteps } from '../../src/flows/desk/steps-steun.ts';
import { allVraagSteps } from '../../src/flows/desk/steps-vraag.ts';
import { gesprek, intake } from '../../src/flows/desk/talk.ts';

const schema = readSchema();
const folder = new URL('../../src/flows/desk/', import.meta.url);
const steps: Step[] = [...allVraagSteps, ...allSteunSteps, ...koppelingSteps.values(), ...allFamilySteps, ...allHouseholdSteps, ...allZorgSteps];

/** The documents of a file with the fragments of that file, as `graphql` joins them. */
function documentsOf(file: string): string[] {
  const parts = [...readFileSync(new URL(file, folder), 'utf8').matchAll(/graphql\(\s*`([^`]+)`/g)].map((match) => match[1]!);
  const fragments = parts.filter((part) => /^\s*fragment/.test(part));
  return parts.filter((part) => !/^\s*fragment/.test(part)).map((part) => [part, ...fragments.filter((fragment) => part.includes(`...${/fragment (\w+)/.exec(fragment)![1]!}`))].join('\n'));
}

describe('questions', () => {
  const all = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith('.ts')).flatMap((file) => documentsOf(file).map((text) => [/(?:query|mutation|subscription) (\w+)/.exec(text)![1]!, text] as const));
  it('are there', () => expect(all.length).toBeGreaterThan(15));
  it.each(all)('%s', (_, text) => expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]));
});

describe('steps', () => {
  it.each(steps.map((step) => [step.key, step] as const))('%s', (_, step) => {
    expect(validate(schema, parse(document(step) as unknown as string)).map(({ message }) => message)).toEqual([]);
    const input = fieldsOf(step.type);
    const sent = [...Object.keys(about(step, { id: 'x', version: 1, familyId: 'y' }, 'z')), ...(step.fields ?? []).map(({ name }) => name.split('.')[0]!)];
    for (const name of sent) expect(input, `${step.type}.${name}`).toContain(name);
  });

  it.each([['RecordIntakeInput', intake], ['RecordGesprekInput', gesprek]] as const)('%s knows every field of the talk', (type, sections) => {
    for (const { name } of sections.flatMap(({ fields }) => fields)) expect(fieldsOf(type)).toContain(name);
  });
});

function fieldsOf(type: string): string[] {
  const found = schema.getType(type);
  if (!isInputObjectType(found)) throw new Error(`${type} is no input`);
  return Object.keys(found.getFields());
}
