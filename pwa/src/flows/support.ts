/** Where a family stands: which of the five houses is lit, what happens now, and who does it. */
import type { Family, Koppeling, Me } from '../api/me.ts';
import type { Key } from '../text/index.svelte.ts';
import type { Values } from '../text/message.ts';

export type Side = 'vraag' | 'steun';
export type Who = 'matcher' | 'me' | 'both' | 'none';
export type Support = {
  side: Side;
  /** 1 to 5; 6 when it is all behind us. */
  at: number;
  now: { key: Key; values?: { day?: string; time?: string; place?: string } };
  who: Who;
  koppeling?: Koppeling;
  /** Who is there now: the matcher, or who covers for her. */
  matcher?: string;
  /** Whom somebody covers for. */
  away?: string;
  /** Before when something happens. */
  by?: string;
  /** How long families here mostly wait, while this one does. */
  wait?: { from: number; to: number; longer: boolean };
};

type Vraag = Family['vraaggezinnen'][number];
type Steun = Family['steungezinnen'][number];

/** What has ended stays out of sight; of what is left the furthest counts. */
const ended = ['AFGEROND', 'AFGEWEZEN', 'VERLOPEN', 'NIET_DOORGEGAAN', 'GESTOPT', 'VERKEND'];

export function supportOf(me: Me): Support[] {
  const family = me.family;
  if (!family) return [];
  const running = me.koppelingen.filter(({ state }) => !ended.includes(state));
  const of = (kant: 'VRAAG' | 'STEUN') => running.filter((koppeling) => koppeling.kant === kant);
  const found: Support[] = [];
  const vraag = family.vraaggezinnen.at(-1);
  if (vraag && !restsAfter(me, 'VRAAG', vraag)) found.push(of('VRAAG').map((koppeling) => inKoppeling('vraag', koppeling, vraag))[0] ?? asking(vraag, me.region?.wachttijd));
  const steun = family.steungezinnen.at(-1);
  if (steun) {
    const running = of('STEUN').map((koppeling) => inKoppeling('steun', koppeling, steun));
    if (running.length || !restsAfter(me, 'STEUN', steun)) found.push(...(running.length ? running : [giving(steun)]));
  }
  return found;
}

/** Whoever is asked after a farewell whether it begins again stands in front of none of the five houses. */
function restsAfter(me: Me, kant: 'VRAAG' | 'STEUN', { state, pauzeTot }: { state: string; pauzeTot: string | null }): boolean {
  return ['GEPAUZEERD', 'PAUZE'].includes(state) && !pauzeTot && me.koppelingen.some((one) => one.kant === kant && one.state === 'AFGEROND' && Boolean(one.vragen?.length));
}

type Person = { firstName: string } | null | undefined;
const week = 7 * 24 * 60 * 60 * 1000;

/** One name to call. A phone may remember an answer from before there were covers. */
function there({ matcher, waarnemer }: { matcher: Person; waarnemer?: Person }): Pick<Support, 'matcher' | 'away'> {
  return { matcher: waarnemer?.firstName ?? matcher?.firstName, away: waarnemer ? matcher?.firstName : undefined };
}

function asking(vraag: Vraag, here: NonNullable<Me['region']>['wachttijd'] | undefined, now = Date.now()): Support {
  const at = { AANGEMELD: 2, INTAKE: 2, WACHTEND: 3, GEPAUZEERD: 3 }[vraag.state as string] ?? 6;
  const until = vraag.state === 'GEPAUZEERD' && vraag.pauzeTot;
  return {
    side: 'vraag', at, ...there(vraag), by: ['AANGEMELD', 'INTAKE', 'WACHTEND'].includes(vraag.state) ? (vraag.volgendeDatum ?? undefined) : undefined,
    wait: here && vraag.state === 'WACHTEND' ? { from: here.vanWeken, to: here.totWeken, longer: Boolean(vraag.wachtendSinds && now - Date.parse(vraag.wachtendSinds) > here.totWeken * week) } : undefined,
    now: until ? { key: 'now.vraag.GEPAUZEERD.until', values: { day: until } } : { key: `now.vraag.${vraag.state}` },
    who: at === 6 || vraag.state === 'GEPAUZEERD' ? 'none' : 'matcher',
  };
}

function giving(steun: Steun): Support {
  const at = { AANGEMELD: 2, KENNISMAKINGSGESPREK: 2, SCREENING: 3, BESCHIKBAAR: 4, PAUZE: 4, BEVESTIGEN: 4, SLAPEND: 4, OPGESCHORT: 4 }[steun.state as string] ?? 6;
  const until = steun.state === 'PAUZE' && steun.pauzeTot;
  return {
    side: 'steun', at, ...there(steun), by: ['AANGEMELD', 'KENNISMAKINGSGESPREK', 'SCREENING'].includes(steun.state) ? (steun.volgendeDatum ?? undefined) : undefined,
    now: until ? { key: 'now.steun.PAUZE.until', values: { day: until } } : { key: `now.steun.${steun.state}` },
    who: steun.state === 'SCREENING' ? 'both' : steun.state === 'BEVESTIGEN' || steun.state === 'SLAPEND' ? 'me' : at === 6 || steun.state === 'PAUZE' ? 'none' : 'matcher',
  };
}

function inKoppeling(side: Side, koppeling: Koppeling, mine: Vraag | Steun): Support {
  const support = { side, koppeling, ...there(koppeling.matcher ? koppeling : mine) };
  const { state, mogelijk } = koppeling;
  switch (state) {
    case 'VOORGESTELD_STEUN':
    case 'VOORGESTELD_VRAAG': {
      const at = side === 'vraag' ? 3 : 4;
      if (mogelijk.includes('ANSWER_PROPOSAL')) return { ...support, at, now: { key: 'now.VOORGESTELD' }, who: 'me' };
      const answered = koppeling.answers.some(({ kind }) => kind === 'VOORSTEL');
      return { ...support, at, now: { key: answered ? 'now.VOORGESTELD.answered' : 'now.VOORGESTELD.wait' }, who: 'matcher' };
    }
    case 'KENNISMAKING': {
      const answered = koppeling.answers.some(({ kind }) => kind === 'KENNISMAKING');
      if (answered) return { ...support, at: 4, now: { key: 'now.KENNISMAKING.answered' }, who: 'matcher' };
      const when = koppeling.kennismakingOp;
      if (!when) return { ...support, at: 4, now: { key: 'now.KENNISMAKING.plan' }, who: 'matcher' };
      return { ...support, at: 4, now: { key: 'now.KENNISMAKING', values: { day: when, time: when, place: koppeling.kennismakingPlaats } }, who: 'both' };
    }
    case 'PROEFPERIODE':
      return { ...support, at: 5, now: { key: 'now.PROEFPERIODE', values: { day: koppeling.proefTot ?? undefined } }, who: 'both' };
    case 'GEPAUZEERD':
      return { ...support, at: 5, now: { key: 'now.GEPAUZEERD' }, who: 'none' };
    case 'ONDERBROKEN':
      return { ...support, at: 5, now: { key: 'now.ONDERBROKEN' }, who: 'matcher' };
    case 'AFRONDEN':
      return { ...support, at: 5, now: { key: 'now.AFRONDEN' }, who: 'matcher' };
    default:
      return { ...support, at: 5, now: { key: 'now.ACTIEF' }, who: 'both' };
  }
}

/** Proposals that wait for this family's answer. */
export function proposals(me: Me): Koppeling[] {
  return me.koppelingen.filter(({ mogelijk }) => mogelijk.includes('ANSWER_PROPOSAL'));
}

/** Koppelingen that come to their end, or did not long ago: their farewell is still to be read. */
export function farewells(me: Me, now = Date.now()): Koppeling[] {
  return me.koppelingen.filter(({ state, afgerondOp, afscheidswoorden, vragen }) =>
    state === 'AFRONDEN' || (state === 'AFGEROND' && (vragen?.length || afscheidswoorden?.length || (afgerondOp && now - Date.parse(afgerondOp) < 45 * 24 * 3_600_000))));
}

/** What is asked of this family now. */
export function asked({ momenten }: Koppeling, soort: 'CHECK_IN' | 'TERUGBLIK') {
  return momenten.findLast((one) => one.soort === soort && (one.stand === 'OPEN' || one.stand === 'TE_LAAT'));
}

/** Dates as instants become words of the reader's language. */
export function spell(values: Support['now']['values'], say: { day: (at: string) => string; time: (at: string) => string }): Values {
  const words: Values = {};
  if (values?.day) words.day = say.day(values.day);
  if (values?.time) words.time = say.time(values.time);
  if (values?.place) words.place = values.place;
  return words;
}
