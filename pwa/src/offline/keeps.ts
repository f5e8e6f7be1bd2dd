/** All that ever stands on a phone, field by field and by role: review it as one thing, with its
 *  other half on the server (internal/sync/phone.go, documents.go). What is not named here is not
 *  written down, whatever the server sends. Beside it there are only a person's own words: drafts
 *  and what still has to be sent. */
import type { Kind } from '../api/sync.ts';

const meetup = [
  'id', 'version', 'title', 'description', 'thema', 'kind', 'startsAt', 'endsAt', 'placeId', 'placeName', 'street', 'postcode', 'village', 'lat', 'lon',
  'access', 'languages', 'doelgroepen', 'capacity', 'freePlaces', 'withChildren', 'ageFrom', 'ageTo', 'cancelledAt',
];
const own = ['id', 'version', 'meetupId', 'state', 'adults', 'children', 'waitingPlace'];
/** Tonight's list: a first name and an initial, and who was there. */
const list = [...own, 'name', 'presentAdults', 'presentChildren'];
const guided = ['id', 'version', 'state', 'verlooptOp', 'kennismakingOp', 'kennismakingPlaats', 'proefVan', 'proefTot', 'pauzeTot'];
const together = [
  ...guided, 'kant', 'andereNaam', 'mogelijk', 'voorstelGezegd', 'kennismakingGezegd', 'afsprakenGezegd', 'afspraken', 'wanneer', 'halenBrengen', 'eten',
  'telefoon', 'allergie', 'noodnummer', 'overig',
  // The other family without a name, only as long as a proposal waits for this one: the server leaves them out after.
  'reisband', 'soorten', 'dagdelen', 'talen', 'leeftijden', 'dieren',
];

type Fields = Partial<Record<Kind, readonly string[]>>;
const pairs: Fields = { meetups: meetup, signups: list, koppelingen: guided };
export const byRole: Record<string, Fields> = {
  parent: { meetups: meetup, signups: own, koppelingen: together, families: ['id', 'version'] },
  host: { meetups: meetup, signups: list },
  matcher: pairs,
  head_matcher: pairs,
  professional: { meetups: meetup },
  admin: { meetups: meetup },
};

/** What somebody with these roles keeps; a kind that is not there is not asked for, and goes. */
export function keepsOf(roles: readonly string[]): Fields {
  const found: Record<string, Set<string>> = {};
  for (const role of roles) {
    for (const [kind, fields] of Object.entries(byRole[role] ?? {})) found[kind] = new Set([...(found[kind] ?? []), ...fields]);
  }
  return Object.fromEntries(Object.entries(found).map(([kind, fields]) => [kind, [...fields]]));
}

export function cut<T extends object>(doc: T, fields: readonly string[]): T {
  return Object.fromEntries(Object.entries(doc).filter(([name]) => fields.includes(name))) as T;
}

/** A dossier that a matcher took along: shut on the disk (mee.ts), and for a lease. */
export const dossierFields = [
  'id', 'version', 'familyId', 'tot', 'name', 'village', 'adults', 'talen', 'children', 'zorg', 'lastName', 'phone', 'email', 'street', 'houseNumber',
  'postcode', 'bereikVia', 'vraag', 'steun', 'notes', 'checkIns',
];

/** `true` keeps all of it; a shape keeps what it names, of each one in a list. */
type Shape = true | { [field: string]: Shape };
const person = { id: true, firstName: true } as const;
const side = { id: true, version: true, state: true, aangemeldOp: true, wachtendSinds: true, volgendeDatum: true, pauzeTot: true, matcher: person, waarnemer: person } as const;

/** Last answers of the server that are no documents, by their name; what follows a colon does not count. */
export const answers: Record<string, Shape> = {
  /** A household's own: first names and ages, where its request or offer stands, who to call. */
  me: {
    person,
    roles: true,
    region: { id: true, name: true, phone: true, contactName: true, wachttijd: { vanWeken: true, totWeken: true } },
    family: {
      id: true, version: true, name: true, village: true, adults: true, confirmedAt: true, versheid: true, gevraagdOp: true,
      children: { id: true, age: true }, vraaggezinnen: side, steungezinnen: { ...side, screening: { teDoen: true } },
    },
  },
  /** A farewell, and what both sides said at it: the page a child opens again. Goes with its koppeling. */
  afscheid: {
    id: true, version: true, actiefSinds: true, afscheidOp: true, afgerondOp: true, afscheidTot: true, heropenVoor: true, contactBlijft: true,
    vragen: true, afscheidswoorden: { id: true, kant: true, woord: true, naam: true },
  },
  /** Public: who picks up the phone here, the villages, and for a visitor what is on. */
  regions: true,
  meetups: true,
  meetup: true,
  /** A host's evening, ready before: first names, who was there, heads without names. Gone the day after. */
  host: {
    id: true, version: true, title: true, description: true, thema: true, kind: true, startsAt: true, endsAt: true, capacity: true, freePlaces: true,
    withChildren: true, ageFrom: true, ageTo: true, languages: true, doelgroepen: true, cancelledAt: true,
    place: { id: true, name: true, street: true, village: true, access: true }, series: { id: true },
    walkIns: { id: true, name: true, adults: true, peuters: true, kinderen: true, tieners: true, createdAt: true },
    closing: { note: true, themas: true },
    signups: {
      id: true, version: true, state: true, adults: true, children: true, waitingPlace: true, presentAdults: true, presentChildren: true,
      createdAt: true, guestName: true, reminder: true, family: { id: true, name: true },
    },
  },
  /** That a registration went out, and when; which columns a list of one's own has. */
  registered: { op: true, id: true, at: true },
  lijst: true,
};
/** What `meetups` and `meetup` are good for: whoever has signed in keeps documents instead. */
const forVisitors = ['meetups', 'meetup'];

export function mayKeep(key: string, viewer: string | null): boolean {
  const name = key.split(':')[0]!;
  return name in answers && (viewer === null || !forVisitors.includes(name));
}

/** Cuts an answer to what may stay; one that is not named here may not be written down at all. */
export function cutAnswer(key: string, data: unknown, viewer: string | null): unknown {
  if (!mayKeep(key, viewer)) throw new Error(`${key} is not kept on a phone`);
  return trim(answers[key.split(':')[0]!]!, data);
}

function trim(shape: Shape, data: unknown): unknown {
  if (shape === true || data === null || typeof data !== 'object') return data;
  if (Array.isArray(data)) return data.map((one) => trim(shape, one));
  return Object.fromEntries(Object.entries(data).filter(([name]) => name in shape).map(([name, value]) => [name, trim(shape[name]!, value)]));
}
