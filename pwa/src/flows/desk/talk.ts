/** The talk at the kitchen table, as sections of questions. What is not touched is not sent. */
import type { Field, Values } from './fields.ts';
import type { SteunDossier, VraagDossier } from './dossier.ts';
import { dieren, soorten } from '../words.ts';

export type Section = { key: string; fields: readonly Field[] };
const many = (name: string, options: readonly string[], words = name, none = false): Field => ({ kind: 'many', name, options, words, none });
const one = (name: string, options: readonly string[], words = name): Field => ({ kind: 'one', name, options, words, optional: true });
const maybe = (name: string): Field => ({ kind: 'maybe', name, optional: true });
const reis: Field = { kind: 'minutes', name: 'maxReisMinuten', options: [10, 15, 20, 30, 45, 60] };
const weken = one('weken', ['ELKE', 'EVEN', 'ONEVEN']);
const opvoeding = many('opvoeding', ['STRUCTUUR', 'BUITEN', 'WEINIG_SCHERM', 'RUST', 'HUMOR']);
const interesses = many('interesses', ['SPORT', 'BUITEN', 'DIEREN', 'KNUTSELEN', 'MUZIEK', 'LEZEN', 'KOKEN', 'TECHNIEK', 'SPELLETJES']);
const ervaring = many('ervaring', ['BABY', 'PUBER', 'DRUK_GEDRAG', 'ROUW', 'SCHEIDING', 'MEERTALIG']);
const vaak: Field = { kind: 'number', name: 'keerPerMaand', min: 0, max: 31 };
const lang: Field = { kind: 'minutes', name: 'maanden', options: [3, 6, 12, 24] };
const woorden: Field = { kind: 'words', name: 'eigenWoorden', max: 2000, help: true };
const next: Section = {
  key: 'straks',
  fields: [{ kind: 'line', name: 'volgendeStap', max: 200, optional: true }, { kind: 'day', name: 'volgendeDatum', hour: '12:00', optional: true }],
};

export const intake: readonly Section[] = [
  { key: 'hulp', fields: [many('soorten', soorten, 'soortKort'), vaak, lang, one('gezelschap', ['SPEELKAMERAAD', 'RUST', 'MAAKT_NIET_UIT']), woorden] },
  { key: 'wanneer', fields: [{ kind: 'week', name: 'dagdelen' }, weken] },
  { key: 'reis', fields: [reis, maybe('nietEigenDorp'), maybe('tolk')] },
  { key: 'kind', fields: [interesses, opvoeding, ervaring, many('bangVoor', dieren, 'dier'), maybe('wensTuin'), maybe('wensRustig'), maybe('wensHuisdieren')] },
  { key: 'zorg', fields: [{ kind: 'care', name: 'zorg' }] },
  { key: 'gezag', fields: [one('gezag', ['EEN', 'BEIDE', 'ANDERS', 'ONBEKEND']), maybe('bezwaar'), { kind: 'one', name: 'urgentie', options: ['0', '1', '2'], words: 'urgentie', optional: true }] },
  next,
];

export const gesprek: readonly Section[] = [
  { key: 'geven', fields: [many('soorten', soorten, 'soortKort'), vaak, lang, { kind: 'number', name: 'capaciteit', min: 1, max: 9 }, woorden] },
  { key: 'wanneer', fields: [{ kind: 'week', name: 'dagdelen' }, weken] },
  { key: 'reis', fields: [reis, maybe('haalt'), maybe('nietEigenDorp')] },
  {
    key: 'kinderen',
    fields: [{ kind: 'number', name: 'leeftijdVan', min: 0, max: 23 }, { kind: 'number', name: 'leeftijdTot', min: 0, max: 23 }, { kind: 'number', name: 'maxKinderen', min: 0, max: 12 }, many('zorgtaken', ['MEDICATIE', 'EPILEPSIE', 'DIABETES', 'ROLSTOEL', 'SPECIAAL_ETEN'], 'zorgtaak', true)],
  },
  { key: 'huis', fields: [many('dieren', dieren, 'dier', true), maybe('rookt'), maybe('toegankelijk'), maybe('tuin'), maybe('rustig')] },
  { key: 'samen', fields: [opvoeding, interesses, ervaring] },
  next,
];

/** `told`: the family wrote it down itself, and nobody has talked about it yet. It is never sent. */
export type Care = { kind: string; toelichting: string; dieren: string[]; zorgtaken: string[]; astma: boolean; told?: true };

/** What is known before the talk, under the names of the fields. */
export function knownOfVraag(node: VraagDossier): Values {
  const told = node.zorgBesproken ? {} : { told: true as const };
  const care = (node.family?.zorgFeiten ?? []).map(({ kind, toelichting, dieren, zorgtaken, astma }): Care => ({ kind, toelichting, dieren, zorgtaken, astma, ...told }));
  return { ...node, urgentie: String(node.urgentie), zorg: node.zorgBesproken || care.length ? care : null, volgendeStap: '', volgendeDatum: null };
}

export function knownOfSteun(node: SteunDossier): Values {
  const { dieren, dierenBekend, zorgtaken, zorgtakenBekend } = node;
  return { ...node, dieren: dierenBekend ? dieren : null, zorgtaken: zorgtakenBekend ? zorgtaken : null, volgendeStap: '', volgendeDatum: null };
}

/** A number that people choose by its word. */
export function inputOf(input: Values): Values {
  return 'urgentie' in input ? { ...input, urgentie: Number(input.urgentie) } : input;
}
