/** The questions of somebody who asks for support: their order, their rules, and what is sent. */
import { newId, newKey } from '../api/id.ts';
import type { VraagInput } from '../api/register.ts';
import { checkVraag, limits, type World } from './check.ts';
import { tell, type Problem, type Spot } from './problem.ts';
import type { Dagdeel, Dier, Moment, Soort, Via } from './words.ts';

export const steps = ['naam', 'waar', 'hulp', 'kinderen', 'wanneer', 'talen', 'zorg', 'contact'] as const;
export type Step = (typeof steps)[number];

export type Answers = {
  /** Made once, at the first question: a retry, or another try, makes no second family. */
  ids: { vraaggezin: string; family: string; key: string };
  /** Known when there is only one; otherwise the postcode tells. */
  region: string | null;
  naam: string;
  postcode: string;
  village: string;
  soorten: Soort[];
  weetNogNiet: boolean;
  kinderen: { id: string; age: number | null }[];
  dagdelen: Dagdeel[];
  maaktNietUit: boolean;
  talen: string[];
  zorg: Zorg;
  contact: Contact;
};
export type Zorg = {
  allergie: boolean; allergieDieren: Dier[]; allergieTekst: string;
  bang: boolean; bangVoor: Dier[];
  zorg: boolean; zorgTekst: string;
  anders: boolean; andersTekst: string;
};
export type Contact = { phone: string; email: string; via: Via; op: Moment[] };

export function begin(): Answers {
  return {
    ids: { vraaggezin: newId('Vraaggezin'), family: newId('Family'), key: newKey() },
    region: null, naam: '', postcode: '', village: '',
    soorten: [], weetNogNiet: false,
    kinderen: [{ id: newId('Child'), age: null }],
    dagdelen: [], maaktNietUit: false,
    talen: [],
    zorg: { allergie: false, allergieDieren: [], allergieTekst: '', bang: false, bangVoor: [], zorg: false, zorgTekst: '', anders: false, andersTekst: '' },
    contact: { phone: '', email: '', via: 'BELLEN', op: [] },
  };
}

/** Everything that needs another look, in the order of the questions: what the server would say,
 *  and two things only we ask, because an empty answer could also be a forgotten one. */
export function problems(answers: Answers, world: World): Problem[] {
  const faults = checkVraag(toInput(answers), world).map((fault) => tell(fault, spotOf(fault.path)));
  if (!answers.dagdelen.length && !answers.maaktNietUit) faults.push({ step: 'wanneer', field: 'wanneer', key: 'rule.wanneer.leeg' });
  if (!answers.talen.length) faults.push({ step: 'talen', field: 'talen', key: 'rule.talen.leeg' });
  return inOrder(faults, steps);
}

export function inOrder(problems: Problem[], steps: readonly string[]): Problem[] {
  return problems.sort((a, b) => steps.indexOf(a.step) - steps.indexOf(b.step));
}

/** Which field of which question a part of the input came from. */
export function spotOf(path: string): Spot | undefined {
  const child = /^family\.children\.(\d+)/.exec(path)?.[1];
  if (child) return { step: 'kinderen', field: `kind-${child}`, values: { n: Number(child) + 1 } };
  const spots: [RegExp, string, string, Spot['values']?][] = [
    [/^family\.contact\.email/, 'contact', 'email'], [/^family\.contact/, 'contact', 'phone'],
    [/^(family\.(postcode|village)|region)/, 'waar', 'waar'], [/^family\.name/, 'naam', 'naam', { max: limits.name }],
    [/^family\.children/, 'kinderen', 'kinderen'], [/^family\.talen/, 'talen', 'talen'], [/^soorten/, 'hulp', 'hulp'],
    [/^dagdelen/, 'wanneer', 'wanneer'], [/^(zorg|bangVoor|eigenWoorden)/, 'zorg', 'zorg', { max: limits.zorgText }],
  ];
  const spot = spots.find(([pattern]) => pattern.test(path));
  return spot && { step: spot[1], field: spot[2], values: spot[3] };
}

export function toInput(a: Answers): VraagInput {
  return {
    id: a.ids.vraaggezin,
    region: a.region,
    family: {
      id: a.ids.family,
      name: a.naam.trim(),
      ...place(a),
      talen: a.talen,
      adults: 1,
      children: a.kinderen.map(({ id, age }) => ({ id, firstName: '', age })),
      contact: contact(a.contact),
    },
    soorten: a.soorten,
    weetNogNiet: a.weetNogNiet,
    dagdelen: a.maaktNietUit ? [] : a.dagdelen,
    zorg: zorgFeiten(a.zorg),
    bangVoor: a.zorg.bang ? a.zorg.bangVoor : [],
    toestemming: true,
  };
}

export function place({ postcode, village }: { postcode: string; village: string }) {
  return village ? { village } : { postcode: postcode.replace(/[\s.-]/g, '').toUpperCase() };
}

export function contact({ phone, email, via, op }: Contact) {
  return { phone: phone.trim() || null, email: email.trim() || null, bereikVia: via, bereikOp: op };
}

function zorgFeiten(zorg: Zorg): NonNullable<VraagInput['zorg']> {
  const facts: NonNullable<VraagInput['zorg']> = [];
  if (zorg.allergie) facts.push({ kind: 'ALLERGIE', dieren: zorg.allergieDieren, toelichting: zorg.allergieTekst.trim() });
  if (zorg.zorg) facts.push({ kind: 'ZORGTAAK', toelichting: zorg.zorgTekst.trim() });
  if (zorg.anders) facts.push({ kind: 'ANDERS', toelichting: zorg.andersTekst.trim() });
  return facts;
}
