/** Between what a screen shows and what a phone keeps: the same meetup, sign-up or koppeling as the rich
 *  answer of the server with internet, and as the small document without. */
import type { Koppeling, Me } from '../api/me.ts';
import type { Meetup, Signup } from '../api/meetups.ts';
import type { KoppelingDoc, MeetupDoc, SignupDoc } from '../api/sync.ts';

export function meetupDoc(meetup: Meetup): Partial<MeetupDoc> {
  const { id, version, freePlaces, cancelledAt, startsAt, endsAt, title } = meetup;
  return { id, version, freePlaces, cancelledAt, startsAt, endsAt, title };
}

export function signupDoc({ id, version, state, adults, children, waitingPlace }: Signup, meetupId: string): SignupDoc {
  return { id, version, meetupId, state, adults, children, waitingPlace: waitingPlace ?? null, name: null, presentAdults: null, presentChildren: null };
}

export function koppelingDoc(k: Koppeling): Partial<KoppelingDoc> {
  const said = (kind: string) => k.answers.some((answer) => answer.kind === kind);
  const holds = k.afspraken.find(({ nummer }) => nummer === k.geldigeAfspraken);
  return {
    id: k.id, version: k.version, state: k.state, kant: k.kant, verlooptOp: k.verlooptOp, kennismakingOp: k.kennismakingOp, kennismakingPlaats: k.kennismakingPlaats,
    proefVan: k.proefVan, proefTot: k.proefTot, pauzeTot: k.pauzeTot, mogelijk: k.mogelijk.join(' '),
    voorstelGezegd: said('VOORSTEL'), kennismakingGezegd: said('KENNISMAKING'),
    afsprakenGezegd: Boolean(holds) && k.answers.some(({ kind, antwoord, createdAt }) => kind === 'AFSPRAKEN' && antwoord === 'JA' && createdAt >= holds!.createdAt),
    afspraken: holds?.nummer ?? null, wanneer: holds?.wanneer ?? null, halenBrengen: holds?.halenBrengen ?? null, eten: holds?.eten ?? null,
    telefoon: holds?.telefoon ?? null, allergie: holds?.allergie ?? null, noodnummer: holds?.noodnummer ?? null, overig: holds?.overig ?? null,
  };
}

export function toSignup({ id, version, state, adults, children, waitingPlace }: SignupDoc, more?: Signup | null): Signup {
  return { passed: 0, offeredUntil: null, ...more, id, version, state: state ?? 'AANGEMELD', adults: adults ?? 0, children: children ?? 0, waitingPlace };
}

/** A household's own sign-up, of all that is kept; the one that counts when there was more than one. */
export function ownSignup(signups: readonly SignupDoc[], meetupId: string): SignupDoc | undefined {
  const own = signups.filter((one) => one.meetupId === meetupId && !one.name);
  return own.find(({ state }) => state !== 'AFGEMELD' && state !== 'VERLOPEN') ?? own[0];
}

const words = (list: string | null) => (list ?? '').split(' ').filter(Boolean);

export function toMeetup(doc: MeetupDoc, signups: readonly SignupDoc[]): Meetup {
  const own = ownSignup(signups, doc.id);
  return {
    id: doc.id, version: doc.version, title: doc.title ?? '', description: doc.description ?? '', thema: doc.thema ?? 'ANDERS', kind: doc.kind ?? 'AANMELDEN',
    startsAt: doc.startsAt ?? '', endsAt: doc.endsAt ?? '', capacity: doc.capacity ?? 0, freePlaces: doc.freePlaces, withChildren: doc.withChildren ?? false,
    ageFrom: doc.ageFrom, ageTo: doc.ageTo, languages: words(doc.languages), doelgroepen: words(doc.doelgroepen) as Meetup['doelgroepen'][number][], series: null, cancelledAt: doc.cancelledAt, reisband: null,
    place: {
      id: doc.placeId ?? '', name: doc.placeName ?? '', street: doc.street ?? '', postcode: doc.postcode ?? '', village: doc.village ?? '',
      lat: doc.lat ?? 0, lon: doc.lon ?? 0, access: doc.access ?? '',
    },
    mySignup: own ? toSignup(own) : null,
  };
}

/** What was shown, with what came since: a sign-up that got through, fewer places. */
export function freshen(shown: Meetup, doc: MeetupDoc | undefined, signups: readonly SignupDoc[]): Meetup {
  const own = ownSignup(signups, shown.id);
  const newer = doc && doc.version > shown.version ? { version: doc.version, freePlaces: doc.freePlaces, cancelledAt: doc.cancelledAt } : {};
  const mySignup = own && (!shown.mySignup || own.id !== shown.mySignup.id || own.version > shown.mySignup.version) ? toSignup(own, own.id === shown.mySignup?.id ? shown.mySignup : null) : shown.mySignup;
  return { ...shown, ...newer, mySignup };
}

/** The states in which a koppeling comes to its end: then there is a farewell to read. */
export const atFarewell = (state: KoppelingDoc['state']) => state === 'AFRONDEN' || state === 'AFGEROND';

/** Without the server there is no profile, no rhythm and no name but the one both gave each other; of the farewell
 *  there is what was read of it last. */
export function toKoppeling(doc: KoppelingDoc, shown?: Koppeling, farewell?: Partial<Koppeling>): Koppeling {
  if (shown && shown.version > doc.version) return shown;
  const answer = (kind: Koppeling['answers'][number]['kind'], said: boolean | null) =>
    said && !shown?.answers.some((one) => one.kind === kind) ? [{ id: `${doc.id} ${kind}`, kind, antwoord: 'JA' as const, kant: doc.kant ?? 'VRAAG', kindJa: null, createdAt: shown ? new Date().toISOString() : '' }] : [];
  return {
    actiefSinds: null, matcher: null, waarnemer: null, momenten: [], checkIns: [], afscheidOp: null, afgerondOp: null, afscheidTot: null, heropenVoor: null,
    contactBlijft: false, vragen: [], afscheidswoorden: [],
    ...(atFarewell(doc.state) ? farewell : undefined),
    ...shown,
    id: doc.id, version: doc.version, state: doc.state ?? 'ACTIEF', kant: doc.kant, verlooptOp: doc.verlooptOp, kennismakingOp: doc.kennismakingOp,
    kennismakingPlaats: doc.kennismakingPlaats ?? '', proefVan: doc.proefVan, proefTot: doc.proefTot, pauzeTot: doc.pauzeTot,
    mogelijk: (doc.mogelijk ?? '').split(' ').filter(Boolean) as Koppeling['mogelijk'],
    profiel: shown?.profiel ?? (doc.andereNaam ? { reisband: 'ONBEKEND', soorten: [], dagdelen: [], talen: [], leeftijden: [], dieren: [], naam: doc.andereNaam, village: null } : null),
    answers: [...(shown?.answers ?? []), ...answer('VOORSTEL', doc.voorstelGezegd), ...answer('KENNISMAKING', doc.kennismakingGezegd), ...answer('AFSPRAKEN', doc.afsprakenGezegd)],
    geldigeAfspraken: doc.afspraken,
    afspraken: doc.afspraken === null ? [] : shown?.afspraken.length ? shown.afspraken : [{
      id: `${doc.id} ${doc.afspraken}`, nummer: doc.afspraken, wanneer: doc.wanneer ?? '', halenBrengen: doc.halenBrengen ?? '', eten: doc.eten ?? '',
      telefoon: doc.telefoon ?? '', allergie: doc.allergie ?? '', noodnummer: doc.noodnummer ?? '', overig: doc.overig ?? '', createdAt: '',
    }],
  };
}

/** A home out of what the phone keeps; `shown` is what is on the screen, when it came with internet. */
export function toMe(kept: Me, docs: { meetups: MeetupDoc[]; signups: SignupDoc[]; koppelingen: KoppelingDoc[] }, shown?: Me, farewells: Partial<Koppeling>[] = []): Me {
  const meetups = new Map(docs.meetups.map((doc) => [doc.id, doc]));
  const base = shown ?? kept;
  const own = docs.signups.filter(({ name, meetupId }) => !name && meetups.has(meetupId ?? ''));
  const others = shown?.family?.signups.filter(({ id }) => !own.some((doc) => doc.id === id)) ?? [];
  const family = base.family && {
    ...base.family,
    signups: [...others, ...own.map((doc) => {
      const was = shown?.family?.signups.find(({ id }) => id === doc.id);
      if (was && was.version > doc.version) return was;
      const meetup = meetups.get(doc.meetupId!)!;
      return { ...toSignup(doc, was), meetup: was ? freshen(was.meetup, meetup, docs.signups) : toMeetup(meetup, docs.signups) };
    })],
  };
  const of = (list: readonly Partial<Koppeling>[] | undefined, id: string) => list?.find((one) => one.id === id);
  const koppelingen = docs.koppelingen.filter(({ kant }) => kant).map((doc) => toKoppeling(doc, of(shown?.koppelingen, doc.id) as Koppeling | undefined, of(farewells, doc.id)));
  return { ...base, family, koppelingen };
}
