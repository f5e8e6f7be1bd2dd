/** What asks for something today, what is late first. Nothing is stored for it: it follows from where
 *  everybody stands, so that it cannot be forgotten and goes away by itself. */
import { clock } from '../../text/format.ts';
import { lang } from '../../text/index.svelte.ts';
import { say } from './say.ts';
import type { BoardData, PairCard } from './board.ts';
import { daysSince, daysUntil } from './moment.ts';
import { shortDay, terms, type Tone } from './stages.ts';

export type Item = { key: string; side: 'vraag' | 'steun'; letter: string; text: string; href: string; tone: Tone; order: number };

export function today(data: BoardData, now: Date): Item[] {
  const taken = new Set([...data.voorstel, ...data.kennismaking, ...data.loopt].map(({ vraaggezin }) => vraaggezin?.id));
  const items = [
    ...data.zorgen.map((one) => worry(one)),
    ...data.signalen.flatMap((one) => warning(one)),
    ...data.verlopen.flatMap((one) => lateYes(one, now)),
    ...data.wensen.flatMap((one) => wish(one, now)),
    ...data.loopt.flatMap((one) => running(one, now)),
    ...data.nieuw.flatMap((one) => toCall(one, now)),
    ...data.intake.flatMap((one) => due(one, 'vraag', now)),
    ...data.wachtend.filter(({ id }) => !taken.has(id)).flatMap((one) => [...waiting(one, now), ...due(one, 'vraag', now)]),
    ...data.loopt.flatMap((one) => look(one, now)),
    ...data.voorstel.flatMap((one) => proposed(one, now)),
    ...data.kennismaking.flatMap((one) => meeting(one, now)),
    ...data.aanbod.flatMap((one) => due(one, 'steun', now)),
    ...data.vog.flatMap((one) => vog(one, now)),
  ];
  const weight: Record<Tone, number> = { late: 0, soon: 1, plain: 2 };
  const once = [...new Map(items.reverse().map((item) => [item.key, item])).values()].reverse();
  return once.sort((a, b) => weight[a.tone] - weight[b.tone] || a.order - b.order);
}

type Family = { name: string } | null;
const named = (family: Family) => family?.name ?? '';
const letter = (family: Family) => named(family).replace(/^familie /i, '').charAt(0).toUpperCase();

function vraagItem(id: string, family: Family, text: string, tone: Tone, order: number, href = `/werkplek/vraag/${id}`): Item {
  return { key: id, side: 'vraag', letter: letter(family), text, href, tone, order };
}

function pairItem(card: PairCard, side: 'vraag' | 'steun', text: string, tone: Tone, order: number): Item {
  const family = (side === 'vraag' ? card.vraaggezin?.family : card.steungezin?.family) ?? null;
  return { key: card.id, side, letter: letter(family), text, href: `/werkplek/koppeling/${card.id}`, tone, order };
}

const names = (card: PairCard) => ({ vraag: named(card.vraaggezin?.family ?? null), steun: named(card.steungezin?.family ?? null) });

function toCall(card: BoardData['nieuw'][number], now: Date): Item[] {
  const by = card.volgendeDatum;
  const late = by ? daysUntil(by, now) < 0 : daysSince(card.aangemeldOp, now) > 2;
  if (!late && by && daysUntil(by, now) > 0) return [];
  return [vraagItem(card.id, card.family, say(late ? 'today.callLate' : 'today.call', { name: named(card.family), n: daysSince(card.aangemeldOp, now) }), late ? 'late' : 'plain', Date.parse(card.aangemeldOp))];
}

type Dossier = { id: string; state: string; volgendeStap: string; volgendeDatum: string | null; family: Family };

/** What somebody wrote down to do next, on the day itself or too late. */
function due({ id, state, volgendeStap, volgendeDatum, family }: Dossier, side: 'vraag' | 'steun', now: Date): Item[] {
  if (!volgendeDatum || !volgendeStap) return [];
  const days = daysUntil(volgendeDatum, now);
  if (days > 0) return [];
  const name = named(family);
  const what = volgendeStap.charAt(0).toLowerCase() + volgendeStap.slice(1);
  const talk = state === 'INTAKE' || state === 'KENNISMAKINGSGESPREK';
  const text =
    days === 0 && talk ? say(side === 'vraag' ? 'today.intake' : 'today.gesprek', { name, time: clock(volgendeDatum, lang()) })
    : days === 0 ? say('today.due', { name, what })
    : say('today.dueLate', { name, what, day: shortDay(volgendeDatum, now) });
  return [{ key: id, side, letter: letter(family), text, href: `/werkplek/${side}/${id}`, tone: days < 0 ? 'late' : 'plain', order: Date.parse(volgendeDatum) }];
}

function waiting({ id, family, wachtendSinds }: BoardData['wachtend'][number], now: Date): Item[] {
  const days = wachtendSinds ? daysSince(wachtendSinds, now) : 0;
  return days > terms.wachten ? [vraagItem(id, family, say('today.waits', { name: named(family), n: days }), 'late', -days, `/werkplek?gezin=${id}`)] : [];
}

function proposed(card: BoardData['voorstel'][number], now: Date): Item[] {
  const { vraag, steun } = names(card);
  const yes = card.answers.find(({ kind, antwoord }) => kind === 'VOORSTEL' && antwoord === 'JA');
  const asked = card.state === 'VOORGESTELD_STEUN' ? 'steun' : 'vraag';
  const left = card.verlooptOp ? daysUntil(card.verlooptOp, now) : 99;
  const order = card.verlooptOp ? Date.parse(card.verlooptOp) : 0;
  const name = asked === 'steun' ? steun : vraag;
  if (left < 0) return [pairItem(card, asked, say('today.expired', { name }), 'late', order)];
  if (left <= terms.verlopen) return [pairItem(card, asked, say('today.expires', { name, day: shortDay(card.verlooptOp!, now) }), 'soon', order)];
  if (!yes) return [];
  return [pairItem(card, yes.kant === 'STEUN' ? 'steun' : 'vraag', say('today.yes', { name: yes.kant === 'STEUN' ? steun : vraag }), 'plain', order)];
}

function meeting(card: BoardData['kennismaking'][number], now: Date): Item[] {
  const both = names(card);
  if (!card.kennismakingOp) return [pairItem(card, 'vraag', say('today.plan', both), 'soon', 0)];
  const order = Date.parse(card.kennismakingOp);
  const days = daysUntil(card.kennismakingOp, now);
  if (days === 0) return [pairItem(card, 'vraag', say('today.meet', { ...both, time: clock(card.kennismakingOp, lang()) }), 'plain', order)];
  if (days > 0) return [];
  const yes = card.answers.filter(({ kind, antwoord }) => kind === 'KENNISMAKING' && antwoord === 'JA').length;
  if (yes === 2) return [pairItem(card, 'vraag', say('today.start', both), 'soon', order)];
  return days < -3 ? [pairItem(card, 'vraag', say('today.ask', both), 'late', order)] : [pairItem(card, 'vraag', say('today.ask', both), 'plain', order)];
}

function running(card: PairCard, now: Date): Item[] {
  const both = names(card);
  if (card.state === 'ONDERBROKEN') return [pairItem(card, 'vraag', say('today.stopped', both), 'late', 0)];
  if (card.state === 'GEPAUZEERD' && card.pauzeTot && daysUntil(card.pauzeTot, now) <= 0) return [pairItem(card, 'vraag', say('today.pauseOver', both), 'plain', Date.parse(card.pauzeTot))];
  if (card.state !== 'PROEFPERIODE' || !card.proefTot) return [];
  const days = daysUntil(card.proefTot, now);
  if (days > terms.proef) return [];
  return [pairItem(card, 'vraag', say(days < 0 ? 'today.trialOver' : 'today.trialEnds', { ...both, day: shortDay(card.proefTot, now) }), days < 0 ? 'late' : 'soon', Date.parse(card.proefTot))];
}

/** A talk with both families that was written down for today. */
function look(card: PairCard, now: Date): Item[] {
  const { vraaggezin } = card;
  return vraaggezin ? due({ ...vraaggezin, state: card.state }, 'vraag', now).map((item) => ({ ...item, href: `/werkplek/koppeling/${card.id}` })) : [];
}

/** A worry is on the list until it is closed; one that nobody read comes first of all. */
function worry({ id, createdAt, gezienOp, family }: BoardData['zorgen'][number]): Item {
  const order = gezienOp ? -1 : Number.MIN_SAFE_INTEGER + Date.parse(createdAt);
  return { key: id, side: 'steun', letter: letter(family), text: say(gezienOp ? 'today.worryRead' : 'today.worry', { name: named(family) }), href: `/werkplek/zorg/${id}`, tone: 'late', order };
}

/** One line per koppeling: its weightiest reason, as the server found it. What a better word mends goes by itself. */
function warning({ koppeling, redenen }: BoardData['signalen'][number]): Item[] {
  const [first] = redenen;
  if (!koppeling || !first) return [];
  const both = { vraag: named(koppeling.vraaggezin?.family ?? null), steun: named(koppeling.steungezin?.family ?? null) };
  const side = first.kant === 'STEUN' ? 'steun' : 'vraag';
  const heavy = first.soort === 'KIND_NIET_GOED' || first.soort === 'NIET_GOED';
  const family = (side === 'steun' ? koppeling.steungezin?.family : koppeling.vraaggezin?.family) ?? null;
  return [{ key: koppeling.id, side, letter: letter(family), text: say(`signaal.${first.soort}`, { ...both, name: named(family), n: first.aantal }), href: `/werkplek/koppeling/${koppeling.id}`, tone: heavy ? 'late' : 'soon', order: heavy ? -1 : -Date.parse(first.sinds) }];
}

/** A yes that came after the proposal had ended: somebody calls. */
function lateYes({ id, afgerondOp, answers, vraaggezin, steungezin }: BoardData['verlopen'][number], now: Date): Item[] {
  const late = answers.find(({ kind, antwoord, createdAt }) => kind === 'VOORSTEL' && antwoord === 'JA' && afgerondOp !== null && createdAt >= afgerondOp);
  if (!late || daysSince(late.createdAt, now) > 14) return [];
  const side = late.kant === 'STEUN' ? 'steun' : 'vraag';
  const family = (side === 'steun' ? steungezin?.family : vraaggezin?.family) ?? null;
  return [{ key: id, side, letter: letter(family), text: say('today.lateYes', { name: named(family) }), href: `/werkplek/koppeling/${id}`, tone: 'soon', order: Date.parse(late.createdAt) }];
}

/** A wish for other afspraken, until somebody wrote a new version, or a week. */
function wish({ id, vraaggezin, steps }: BoardData['wensen'][number], now: Date): Item[] {
  const last = steps.filter(({ step }) => step === 'ASK_CHANGE' || step === 'RECORD_AFSPRAKEN').at(-1);
  if (last?.step !== 'ASK_CHANGE' || daysSince(last.createdAt, now) > 7) return [];
  const family = vraaggezin?.family ?? null;
  return [{ key: `wens-${id}`, side: 'vraag', letter: letter(family), text: say('today.wish', { name: named(family) }), href: `/werkplek/koppeling/${id}`, tone: 'plain', order: Date.parse(last.createdAt) }];
}

/** Per adult the newest VOG counts. */
function vog({ id, family, screening }: BoardData['vog'][number], now: Date): Item[] {
  const newest = new Map<string, string>();
  for (const { voornaam, geldigTot } of screening?.vogs ?? []) {
    const until = newest.get(voornaam);
    if (!until || until < geldigTot) newest.set(voornaam, geldigTot);
  }
  const [first] = [...newest.values()].sort();
  if (!first) return [];
  const days = daysUntil(first, now);
  if (days > terms.vog) return [];
  const name = named(family);
  return [{ key: `vog-${id}`, side: 'steun', letter: letter(family), text: days < 0 ? say('today.vogOver', { name }) : say('today.vog', { name, n: days }), href: `/werkplek/steun/${id}`, tone: days < 0 ? 'late' : 'soon', order: Date.parse(first) }];
}
