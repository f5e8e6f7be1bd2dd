/** What a matcher does with the family itself: a consent, a note. */
import { say } from './say.ts';
import { meerTalen, talen, vervoer, via } from '../words.ts';
import type { Household } from './dossier.ts';
import type { Values } from './fields.ts';
import type { Step } from './step.ts';

/** The text a family says yes to, as registration names it. */
export const textVersion = '2026-11';
export const doelen = ['CONTACT', 'MATCHEN', 'BIJZONDERE_GEGEVENS'] as const;
const noteKinds = ['GESPREK', 'TELEFOON', 'HUISBEZOEK', 'OVERLEG', 'SIGNAAL', 'ANDERS'] as const;

/** One person's yes, spoken or on paper. A child says it itself, under its own name. */
export function consent(doel: (typeof doelen)[number], giver: string, childId?: string): Step {
  return {
    key: 'GIVE_CONSENT', op: 'giveToestemming', type: 'GiveToestemmingInput', gives: 'toestemming', icon: 'check', makes: 'Toestemming',
    about: ({ familyId = '' }, id) => ({ id, familyId, doel, textVersion, ...(childId ? { childId } : {}) }),
    fields: [{ kind: 'line', name: 'giver', max: 80, start: giver }, { kind: 'day', name: 'op', optional: true, help: true }],
  };
}

export type Ja = { wie: string; nummer: number; child: { id: string; firstName: string; age: number } | null; toestemming: { giver: string } | null };

/** How a colleague names somebody whose yes is needed: by name when we know it. */
export function whoseYes({ wie, nummer, child, toestemming }: Ja): string {
  if (child) return child.firstName ? say('fact.child', { name: child.firstName, age: child.age }) : say('dossier.childAge', { n: child.age });
  return toestemming?.giver ?? say(wie === 'OUDER' ? `dossier.yes.ouder.${Math.min(nummer, 2)}` : 'dossier.yes.volwassene', { n: nummer });
}

export const withdrawConsent: Step = {
  key: 'WITHDRAW_CONSENT', op: 'withdrawToestemming', type: 'WithdrawToestemmingInput', gives: 'toestemming', icon: 'stop', tone: 'danger',
  about: ({ id }) => ({ id }), fields: [],
};

export const note: Step = {
  key: 'ADD_NOTE', op: 'addNote', type: 'AddNoteInput', gives: 'note', icon: 'pen', tone: 'main', makes: 'Note',
  about: ({ familyId = '' }, id) => ({ id, familyId }),
  fields: [{ kind: 'one', name: 'kind', options: noteKinds, words: 'noteKind', start: 'TELEFOON' }, { kind: 'words', name: 'text', max: 8000 }],
};

/** What is different in a household. All of it stands in the form; the server keeps what changed. */
export const changeFamily: Step = {
  key: 'CHANGE_FAMILY', op: 'updateFamily', type: 'UpdateFamilyInput', gives: 'family', icon: 'pen', tone: 'main',
  fields: [
    { kind: 'line', name: 'name', label: 'in.gezin', max: 80 },
    { kind: 'line', name: 'contact.lastName', max: 80 },
    { kind: 'line', name: 'contact.phone', max: 40 },
    { kind: 'line', name: 'contact.email', max: 254 },
    { kind: 'one', name: 'contact.bereikVia', options: via, words: 'via' },
    { kind: 'many', name: 'contact.bereikOp', options: ['OCHTEND', 'MIDDAG', 'AVOND'], words: 'part.s' },
    { kind: 'line', name: 'contact.street', max: 120 },
    { kind: 'line', name: 'contact.houseNumber', max: 20 },
    { kind: 'line', name: 'postcode', max: 10, optional: true, help: true },
    { kind: 'number', name: 'adults', label: 'dossier.adults', min: 1, max: 12 },
    { kind: 'kids', name: 'children' },
    { kind: 'many', name: 'talen', label: 'fact.talen', options: [], words: 'taal' },
    { kind: 'many', name: 'vervoer', label: 'dossier.travel', options: vervoer, words: 'vervoer' },
  ],
};

/** What stands in that form when it opens. */
export function asItIs({ name, adults, talen, vervoer, children, contactgegevens: reach }: Household): Values {
  return {
    name, adults, talen, vervoer, postcode: reach?.postcode, children: children.map(({ id, firstName, birthMonth }) => ({ id, firstName, birthMonth })),
    ...Object.fromEntries((['lastName', 'email', 'street', 'houseNumber', 'bereikVia', 'bereikOp'] as const).map((key) => [`contact.${key}`, reach?.[key]])),
    'contact.phone': reach?.phone.replace(/^\+31/, '0'),
  };
}

/** The form of one family: with the languages we offer and those it speaks already. */
export function changeOf(house: Household): Step {
  const options = [...new Set<string>([...talen, ...meerTalen, ...house.talen])];
  return {
    ...changeFamily,
    fields: changeFamily.fields!.filter(({ name }) => house.contactgegevens || !name.startsWith('contact.'))
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

/** A family that said so itself, by phone or at the table. */
export const forgetStep: Step = {
  key: 'FORGET', op: 'forgetFamily', type: 'ForgetFamilyInput', gives: 'family', icon: 'trash', tone: 'danger',
  about: ({ familyId = '' }) => ({ id: familyId }), fields: [],
};
export const keepStep: Step = {
  key: 'KEEP', op: 'keepFamily', type: 'KeepFamilyInput', gives: 'family', icon: 'heart', tone: 'main',
  about: ({ familyId = '' }) => ({ id: familyId }), fields: [],
};

export const allFamilySteps = [forgetStep, keepStep, consent('CONTACT', ''), withdrawConsent, note, changeFamily, keepApart, endApart];
