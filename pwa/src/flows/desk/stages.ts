/** From what was read to the six columns: who stands where, and the one line that says how it is. */
import { say, type Key } from './say.ts';
import { clock, dayKey, tile } from '../../text/format.ts';
import { lang } from '../../text/index.svelte.ts';
import type { BoardData, PairCard, ProposedCard, VraagCard } from './board.ts';
import { daysSince, daysUntil, monthsSince } from './moment.ts';

export const stageKeys = ['nieuw', 'intake', 'zoekt', 'voorstel', 'kennismaking', 'loopt'] as const;
export type StageKey = (typeof stageKeys)[number];
export type Tone = 'plain' | 'soon' | 'late';
export type Card = { id: string; koppeling?: string; name: string; village: string; line: string; where?: string; tone: Tone; order: number };
export type Stage = { key: StageKey; title: Key; total: number; cards: Card[] };

/** What "nog 7" on the board opens. */
export const stageFilter: Record<StageKey, { list: 'vraag' | 'samen'; states: readonly string[] }> = {
  nieuw: { list: 'vraag', states: ['AANGEMELD'] }, intake: { list: 'vraag', states: ['INTAKE'] }, zoekt: { list: 'vraag', states: ['WACHTEND'] },
  voorstel: { list: 'samen', states: ['VOORGESTELD_STEUN', 'VOORGESTELD_VRAAG'] }, kennismaking: { list: 'samen', states: ['KENNISMAKING'] },
  loopt: { list: 'samen', states: ['PROEFPERIODE', 'ACTIEF', 'GEPAUZEERD', 'ONDERBROKEN', 'AFRONDEN'] },
};

/** How long somebody may wait before it is too long (domain.md 5b). */
export const terms = { wachten: 42, verlopen: 2, vog: 42, proef: 7 } as const;

export function stages(data: BoardData, now: Date): Stage[] {
  // Who is in a koppeling stands where the koppeling stands, and nowhere else.
  const taken = new Set([...data.voorstel, ...data.kennismaking, ...data.loopt].map(({ vraaggezin }) => vraaggezin?.id));
  const free = data.wachtend.filter(({ id }) => !taken.has(id));
  const { totals } = data;
  const columns: Record<StageKey, { total: number; cards: Card[] }> = {
    nieuw: { total: totals.nieuw, cards: data.nieuw.map((one) => newCard(one, now)) },
    intake: { total: totals.intake, cards: data.intake.map((one) => intakeCard(one, now)) },
    zoekt: { total: totals.wachtend - (data.wachtend.length - free.length), cards: free.map((one) => waitCard(one, now)) },
    voorstel: { total: totals.voorstel, cards: data.voorstel.map((one) => proposalCard(one, now)) },
    kennismaking: { total: totals.kennismaking, cards: data.kennismaking.map((one) => meetCard(one, now)) },
    loopt: { total: totals.loopt, cards: data.loopt.map((one) => runningCard(one, now)) },
  };
  return stageKeys.map((key) => ({ key, title: `desk.stage.${key}`, total: columns[key].total, cards: columns[key].cards.sort((a, b) => a.order - b.order) }));
}

function vraag({ id, family }: VraagCard, line: string, tone: Tone, order: number, where?: string): Card {
  return { id, name: family?.name ?? '', village: family?.village ?? '', line, where, tone, order };
}

function pair(card: PairCard, line: string, tone: Tone, order: number): Card {
  const family = card.vraaggezin?.family;
  return { id: card.vraaggezin?.id ?? card.id, koppeling: card.id, name: family?.name ?? '', village: family?.village ?? '', line, tone, order };
}

function newCard(card: VraagCard, now: Date): Card {
  const late = card.volgendeDatum ? daysUntil(card.volgendeDatum, now) < 0 : daysSince(card.aangemeldOp, now) > 2;
  const days = daysSince(card.aangemeldOp, now);
  return vraag(card, late ? say('card.noCall', { n: days }) : ago(days), late ? 'late' : 'plain', Date.parse(card.aangemeldOp), late ? undefined : card.family?.village);
}

function intakeCard(card: VraagCard, now: Date): Card {
  const at = card.volgendeDatum;
  if (!at) return vraag(card, card.volgendeStap || ago(daysSince(card.aangemeldOp, now)), 'plain', Infinity);
  const late = daysUntil(at, now) < 0;
  return vraag(card, late ? say('card.was', { day: shortDay(at, now) }) : shortMoment(at, now), late ? 'late' : 'plain', Date.parse(at));
}

/** Who needs it most first, and then who waits longest. */
function waitCard(card: VraagCard, now: Date): Card {
  const since = card.wachtendSinds ?? card.aangemeldOp;
  const days = daysSince(since, now);
  const late = days > terms.wachten;
  return vraag(card, late ? say('card.waits', { n: days }) : ago(days), late ? 'late' : 'plain', Date.parse(since) - card.urgentie * 1e12, late ? undefined : card.family?.village);
}

function proposalCard(card: ProposedCard, now: Date): Card {
  const yes = card.answers.filter(({ kind, antwoord }) => kind === 'VOORSTEL' && antwoord === 'JA').length;
  const said = say('card.yes', { n: yes });
  const left = card.verlooptOp ? daysUntil(card.verlooptOp, now) : 99;
  const order = card.verlooptOp ? Date.parse(card.verlooptOp) : Infinity;
  if (left < 0) return pair(card, say('card.expired'), 'late', order);
  return left <= terms.verlopen ? pair(card, `${said} · ${say('card.until', { day: shortDay(card.verlooptOp!, now) })}`, 'soon', order) : pair(card, said, 'plain', order);
}

function meetCard(card: ProposedCard, now: Date): Card {
  const at = card.kennismakingOp;
  if (!at) return pair(card, say('card.noDay'), 'soon', 0);
  const yes = card.answers.filter(({ kind, antwoord }) => kind === 'KENNISMAKING' && antwoord === 'JA').length;
  return pair(card, daysUntil(at, now) < 0 ? say('card.met', { n: yes }) : shortMoment(at, now), 'plain', Date.parse(at));
}

function runningCard(card: PairCard, now: Date): Card {
  switch (card.state) {
    case 'ONDERBROKEN':
      return pair(card, say('card.stopped'), 'late', 0);
    case 'AFRONDEN':
      return pair(card, say('card.ending'), 'soon', 1);
    case 'PROEFPERIODE': {
      const at = card.proefTot;
      if (!at) return pair(card, say('card.trial'), 'plain', 2);
      const over = daysUntil(at, now) < 0;
      return pair(card, say(over ? 'card.trialOver' : 'card.trialUntil', { day: plainDay(at, now) }), over ? 'late' : 'plain', Date.parse(at));
    }
    case 'GEPAUZEERD':
      return pair(card, card.pauzeTot ? say('card.pausedUntil', { day: plainDay(card.pauzeTot, now) }) : say('card.paused'), 'plain', 9e14);
    default:
      return pair(card, soon(card, now) ?? runs(card.actiefSinds, now), 'plain', 8e14 + (card.actiefSinds ? Date.parse(card.actiefSinds) : 0));
  }
}

/** "terugblik 3 dec": a talk that comes within a month says more than how long it runs. */
function soon({ vraaggezin }: PairCard, now: Date): string | undefined {
  const what = /^(terugblik|eindgesprek|evaluatie|gesprek|check-in)/i.exec(vraaggezin?.volgendeStap ?? '')?.[0];
  const at = vraaggezin?.volgendeDatum;
  return what && at && daysUntil(at, now) >= 0 && daysUntil(at, now) <= 31 ? say('card.next', { what: what.toLowerCase(), day: plainDay(at, now) }) : undefined;
}

function runs(since: string | null, now: Date): string {
  if (!since) return say('card.runs');
  const months = monthsSince(since, now);
  return months ? say('card.runsMonths', { n: months }) : say('card.runsDays', { n: Math.max(1, daysSince(since, now)) });
}

function ago(days: number): string {
  return days ? say('card.days', { n: days }) : say('card.now');
}

/** "26 nov" */
function plainDay(at: string, now: Date): string {
  const days = daysUntil(at, now);
  return days === 0 || days === 1 ? shortDay(at, now) : shortDay(at, now).replace(/^\S+\s/, '');
}

/** "vandaag", "morgen", "do 26 nov" */
export function shortDay(at: string, now: Date): string {
  const days = daysUntil(at, now);
  if (days === 0) return say('time.today');
  if (days === 1) return say('time.tomorrow');
  const { weekday, day, month } = tile(at, lang());
  const thisYear = dayKey(at).slice(0, 4) === dayKey(now).slice(0, 4);
  return [weekday, day, month, thisYear ? '' : dayKey(at).slice(0, 4)].filter(Boolean).join('\u00a0');
}

/** "do 26 nov 14.00"; without the clock when nobody chose one: a term falls due at the second it began. */
export function shortMoment(at: string, now: Date): string {
  if (Date.parse(at) % 60_000) return shortDay(at, now);
  return `${shortDay(at, now)} ${clock(at, lang())}`;
}
