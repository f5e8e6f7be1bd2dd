/** What a matcher writes down of a household: what changed, and from whom it is kept. Only a dossier asks for it. */
import { meerTalen, talen, vervoer, via } from '../words.ts';
import type { Household } from './dossier.ts';
import type { Values } from './fields.ts';
import type { Step } from './step.ts';

/** What the server calls a way to reach a family: no word for the screen. */
const reach = (name: string) => 'contact.' + name;

/** What is different in a household. All of it stands in the form; the server keeps what changed. */
export const changeFamily: Step = {
  key: 'CHANGE_FAMILY', op: 'updateFamily', type: 'UpdateFamilyInput', gives: 'family', icon: 'pen', tone: 'main',
  fields: [
    { kind: 'line', name: 'name', label: 'in.gezin', max: 80 },
    { kind: 'line', name: reach('lastName'), max: 80 },
    { kind: 'line', name: reach('phone'), max: 40 },
    { kind: 'line', name: reach('email'), max: 254 },
    { kind: 'one', name: reach('bereikVia'), options: via, words: 'via' },
    { kind: 'many', name: reach('bereikOp'), options: ['OCHTEND', 'MIDDAG', 'AVOND'], words: 'part.s' },
    { kind: 'line', name: reach('street'), max: 120 },
    { kind: 'line', name: reach('houseNumber'), max: 20 },
    { kind: 'line', name: 'postcode', max: 10, optional: true, help: true },
    { kind: 'number', name: 'adults', label: 'dossier.adults', min: 1, max: 12 },
    { kind: 'kids', name: 'children' },
    { kind: 'many', name: 'talen', label: 'fact.talen', options: [], words: 'taal' },
    { kind: 'many', name: 'vervoer', label: 'dossier.travel', options: vervoer, words: 'vervoer' },
  ],
};

/** What stands in that form when it opens. */
export function asItIs({ name, adults, talen, vervoer, children, contactgegevens: known }: Household): Values {
  return {
    name, adults, talen, vervoer, postcode: known?.postcode, children: children.map(({ id, firstName, birthMonth }) => ({ id, firstName, birthMonth })),
    ...Object.fromEntries((['lastName', 'email', 'street', 'houseNumber', 'bereikVia', 'bereikOp'] as const).map((key) => [reach(key), known?.[key]])),
    [reach('phone')]: known?.phone.replace(/^\+31/, '0'),
  };
}

/** The form of one family: with the languages we offer and those it speaks already. */
export function changeOf(house: Household): Step {
  const options = [...new Set<string>([...talen, ...meerTalen, ...house.talen])];
  return {
    ...changeFamily,
    fields: changeFamily.fields!.filter(({ name }) => house.contactgegevens || !name.startsWith(reach('')))
      .map((field) => (field.kind === 'many' && field.name === 'talen' ? { ...field, options } : field)),
  };
}

/** From here on two families are not thought of together. Which other one, is chosen beside the form. */
export const keepApart: Step = {
  key: 'KEEP_APART', op: 'keepApart', type: 'KeepApartInput', gives: 'family', icon: 'stop', tone: 'danger', makes: 'Blokkade',
  about: ({ familyId = '' }, id) => ({ id, familyId }),
  fields: [{ kind: 'family', name: 'anderId' }, { kind: 'words', name: 'toelichting', max: 1000 }],
};
export const endApart: Step = {
  key: 'END_APART', op: 'endApart', type: 'EndApartInput', gives: 'family', icon: 'refresh',
  about: ({ id, familyId = '' }) => ({ id, familyId }), fields: [{ kind: 'words', name: 'toelichting', max: 1000 }],
};

export const allHouseholdSteps = [changeFamily, keepApart, endApart];
