/** What a matcher does with the family itself: a consent, a note. */
import { say } from './say.ts';
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

/** A family that said so itself, by phone or at the table. */
export const forgetStep: Step = {
  key: 'FORGET', op: 'forgetFamily', type: 'ForgetFamilyInput', gives: 'family', icon: 'trash', tone: 'danger',
  about: ({ familyId = '' }) => ({ id: familyId }), fields: [],
};
export const keepStep: Step = {
  key: 'KEEP', op: 'keepFamily', type: 'KeepFamilyInput', gives: 'family', icon: 'heart', tone: 'main',
  about: ({ familyId = '' }) => ({ id: familyId }), fields: [],
};

export const allFamilySteps = [forgetStep, keepStep, consent('CONTACT', ''), withdrawConsent, note];
