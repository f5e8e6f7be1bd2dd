/** The questions of a family that wants to help: their order, their rules, and what is sent. */
import { newId, newKey } from '../api/id.ts';
import type { SteunInput } from '../api/register.ts';
import { checkSteun, limits, type World } from './check.ts';
import { tell, type Problem, type Spot } from './problem.ts';
import { contact, inOrder, place, type Contact } from './vraag.ts';
import type { Dagdeel, Dier, Soort, Vervoer } from './words.ts';

export const steps = ['wie', 'waar', 'geven', 'wanneer', 'ver', 'leeftijd', 'huis', 'talen', 'waarom', 'contact'] as const;
export type Step = (typeof steps)[number];

/** Age groups as people say them; together they make one range from the youngest to the oldest. */
export const groups = [0, 2, 4, 8, 12] as const;
const groupEnds: Record<number, number> = { 0: 1, 2: 3, 4: 7, 8: 11, 12: 17 };
/** Minutes one way; 0 is any. */
export const distances = [10, 20, 30, 0] as const;

export type Answers = {
  ids: { steungezin: string; family: string; key: string };
  region: string | null;
  naam: string;
  adults: number;
  kinderen: { id: string; age: number | null }[];
  postcode: string;
  village: string;
  soorten: Soort[];
  weetNogNiet: boolean;
  dagdelen: Dagdeel[];
  maaktNietUit: boolean;
  minuten: number | null;
  vervoer: Vervoer[];
  haalt: boolean;
  groepen: number[];
  alleLeeftijden: boolean;
  dieren: Dier[];
  geenDieren: boolean;
  rookt: boolean | null;
  talen: string[];
  woorden: string;
  contact: Contact;
};

export function begin(): Answers {
  return {
    ids: { steungezin: newId('Steungezin'), family: newId('Family'), key: newKey() },
    region: null, naam: '', adults: 2, kinderen: [], postcode: '', village: '',
    soorten: [], weetNogNiet: false, dagdelen: [], maaktNietUit: false,
    minuten: null, vervoer: [], haalt: false,
    groepen: [], alleLeeftijden: false,
    dieren: [], geenDieren: false, rookt: null,
    talen: [], woorden: '',
    contact: { phone: '', email: '', via: 'BELLEN', op: [] },
  };
}

/** What the server would say, and what only we ask: an empty answer could be a forgotten one. */
export function problems(a: Answers, world: World): Problem[] {
  const faults = checkSteun(toInput(a), world).map((fault) => tell(fault, spotOf(fault.path)));
  const ask = (empty: boolean, step: Step, key: Problem['key']) => empty && faults.push({ step, field: step, key });
  ask(!a.soorten.length && !a.weetNogNiet, 'geven', 'rule.keuze.leeg');
  ask(!a.dagdelen.length && !a.maaktNietUit, 'wanneer', 'rule.wanneer.leeg');
  ask(a.minuten === null, 'ver', 'rule.ver.leeg');
  ask(!a.groepen.length && !a.alleLeeftijden, 'leeftijd', 'rule.groep.leeg');
  ask(!a.dieren.length && !a.geenDieren, 'huis', 'rule.dieren.leeg');
  ask(!a.talen.length, 'talen', 'rule.talen.leeg');
  return inOrder(faults, steps);
}

export function spotOf(path: string): Spot | undefined {
  const child = /^family\.children\.(\d+)/.exec(path)?.[1];
  if (child) return { step: 'wie', field: `kind-${child}`, values: { n: Number(child) + 1 } };
  const spots: [RegExp, Step, string, Spot['values']?][] = [
    [/^family\.contact\.email/, 'contact', 'email'], [/^family\.contact/, 'contact', 'phone'],
    [/^(family\.(postcode|village)|region)/, 'waar', 'waar'], [/^family\.name/, 'wie', 'naam', { max: limits.name }],
    [/^family\.(children|adults)/, 'wie', 'kinderen'], [/^family\.talen/, 'talen', 'talen'], [/^soorten/, 'geven', 'geven'],
    [/^dagdelen/, 'wanneer', 'wanneer'], [/^(maxReis|family\.vervoer|haalt)/, 'ver', 'ver'], [/^leeftijd/, 'leeftijd', 'leeftijd'],
    [/^(dieren|rookt)/, 'huis', 'huis'], [/^eigenWoorden/, 'waarom', 'woorden', { max: limits.eigenWoorden }],
  ];
  const spot = spots.find(([pattern]) => pattern.test(path));
  return spot && { step: spot[1], field: spot[2], values: spot[3] };
}

export function toInput(a: Answers): SteunInput {
  const ages = a.alleLeeftijden ? [] : a.groepen;
  return {
    id: a.ids.steungezin,
    region: a.region,
    family: {
      id: a.ids.family,
      name: a.naam.trim(),
      ...place(a),
      talen: a.talen,
      adults: a.adults,
      vervoer: a.vervoer,
      children: a.kinderen.map(({ id, age }) => ({ id, firstName: '', age })),
      contact: contact(a.contact),
    },
    soorten: a.soorten,
    dagdelen: a.maaktNietUit ? [] : a.dagdelen,
    maxReisMinuten: a.minuten ?? 0,
    leeftijdVan: ages.length ? Math.min(...ages) : null,
    leeftijdTot: ages.length ? Math.max(...ages.map((from) => groupEnds[from] ?? 17)) : null,
    dieren: a.geenDieren ? [] : a.dieren,
    rookt: a.rookt,
    haalt: a.haalt,
    eigenWoorden: a.woorden.trim(),
    toestemming: true,
  };
}
