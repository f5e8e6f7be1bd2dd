/** What asks for something today, what is late first. Nothing is stored for it: it follows from where
 *  everybody stands, so that it cannot be forgotten and goes away by itself. */
import { clock, within } from '../../text/format.ts';
import { lang } from '../../text/index.svelte.ts';
import { say } from './say.ts';
import type { BoardData, PairCard, ProposedCard } from './board.ts';
import type { Values } from './fields.ts';
import { daysSince, daysUntil } from './moment.ts';
import { shortDay, terms, type Tone } from './stages.ts';
import type { Step, Subject } from './step.ts';
import { fixed, koppelingSteps, lateNo } from './steps-koppeling.ts';
import { next as nextSteun, plan as planGesprek, vog as vogStep } from './steps-steun.ts';
import { complete, next, plan } from './steps-vraag.ts';

/** What can be done without leaving the list. The first is what it asks for. */
export type Deed =
  | { kind: 'call'; phone: string; name: string }
  | { kind: 'note' | 'ask' | 'spoken'; familyId: string }
  | { kind: 'step'; step: Step; node: Subject; known?: Values; words?: Record<string, string> }
  | { kind: 'pair' | 'zorg' | 'read'; id: string }
  /** `steungezin`: somebody it is about already. */
  | { kind: 'propose'; id: string; steungezin?: string };
export type Item = {
  key: string; side: 'vraag' | 'steun'; letter: string; name: string; text: string; href: string; tone: Tone; order: number;
  deeds?: readonly Deed[];
  /** In whose care it is, when I only cover. */
  cover?: string;
};

export function today(data: BoardData, now: Date): Item[] {
  const cards = [...data.nieuw, ...data.intake, ...data.wachtend, ...data.voorstel, ...data.kennismaking, ...data.loopt, ...data.letop, ...data.teDoen, ...data.aanbod, ...data.vog];
  const covered = new Map(cards.flatMap(({ id, matcher }) => (matcher && data.me && data.mine && matcher.id !== data.me ? [[id, matcher.firstName] as const] : [])));
  const taken = new Set([...data.voorstel, ...data.kennismaking, ...data.loopt].map(({ vraaggezin }) => vraaggezin?.id));
  const busy = new Set([...data.voorstel, ...data.kennismaking].map(({ vraaggezin }) => vraaggezin?.id));
  const items = [
    ...data.zorgen.map((one) => worry(one)),
    ...data.telezen.map((one) => toRead(one, now)),
    ...data.signalen.flatMap((one) => warning(one)),
    ...data.verlopen.filter(({ vraaggezin }) => !taken.has(vraaggezin?.id)).flatMap((one) => lateYes(one, now)),
    ...data.wensen.flatMap((one) => wish(one, now)),
    ...data.letop.flatMap((one) => running(one, now)),
    ...data.nieuw.flatMap((one) => toCall(one, now)),
    ...data.wachtend.filter(({ id }) => !taken.has(id)).flatMap((one) => waiting(one, now)),
    ...[...data.letop, ...data.loopt].flatMap((one) => look(one, now)),
    ...data.teDoen.filter(({ id, state }) => state !== 'WACHTEND' || !busy.has(id)).flatMap((one) => due(one, 'vraag', now)),
    ...data.voorstel.flatMap((one) => proposed(one, now)),
    ...data.kennismaking.flatMap((one) => meeting(one, now)),
    ...data.aanbod.filter(({ id, volgendeStap }) => !(volgendeStap.startsWith('VOG') && data.vog.some((one) => one.id === id))).flatMap((one) => due(one, 'steun', now)),
    ...data.vog.flatMap((one) => vog(one, now)),
    ...data.wachtend.flatMap((one) => stale(one, 'vraag')),
    ...data.vog.flatMap((one) => stale(one, 'steun')),
  ].map((item) => ({ ...item, cover: covered.get(item.key) }));
  const asked = new Set(items.map(({ key }) => key)); // one line a dossier: what is to be done there says enough
  const weight: Record<Tone, number> = { late: 0, soon: 1, plain: 2 };
  const once = [...new Map(items.reverse().map((item) => [item.key, item])).values()].reverse();
  return once.filter(({ key }) => !key.startsWith('vers-') || !asked.has(key.slice(5))).sort((a, b) => weight[a.tone] - weight[b.tone] || a.order - b.order);
}

type Family = { name: string } | null;
const named = (family: Family) => family?.name ?? '';
const letter = (family: Family) => named(family).replace(/^familie /i, '').charAt(0).toUpperCase();

function vraagItem(id: string, family: Family, text: string, tone: Tone, order: number, href = `/werkplek/vraag/${id}`): Item {
  return { key: id, side: 'vraag', letter: letter(family), name: named(family), text, href, tone, order };
}

function pairItem(card: PairCard, side: 'vraag' | 'steun', text: string, tone: Tone, order: number, deeds: readonly Deed[] = [whole(card)]): Item {
  const family = (side === 'vraag' ? card.vraaggezin?.family : card.steungezin?.family) ?? null;
  return { key: card.id, side, letter: letter(family), name: named(family), text, href: `/werkplek/koppeling/${card.id}`, tone, order, deeds };
}

const names = (card: PairCard) => ({ vraag: named(card.vraaggezin?.family ?? null), steun: named(card.steungezin?.family ?? null) });

function toCall(card: BoardData['nieuw'][number], now: Date): Item[] {
  const by = card.volgendeDatum;
  const late = by ? daysUntil(by, now) < 0 : daysSince(card.aangemeldOp, now) > 2;
  if (!late && by && daysUntil(by, now) > 0) return [];
  return [vraagItem(card.id, card.family, say(late ? 'today.callLate' : 'today.call', { name: named(card.family), n: daysSince(card.aangemeldOp, now) }), late ? 'late' : 'plain', Date.parse(card.aangemeldOp))].map((item) => ({ ...item, deeds: [...reach(card.family), doing(plan, card)] }));
}

type Reached = { id: string; name: string; contactgegevens?: { phone: string } | null } | null;

/** The number, and what was said when it was called. */
function reach(family: Reached): Deed[] {
  if (!family) return [];
  const phone = family.contactgegevens?.phone;
  return [...(phone ? [{ kind: 'call' as const, phone, name: family.name }] : []), { kind: 'note', familyId: family.id }];
}

function doing(step: Step, { id, version }: Subject, known?: Values): Extract<Deed, { kind: 'step' }> {
  return { kind: 'step', step, node: { id, version }, known };
}

/** A step of a koppeling, with what its form need not ask. */
function stepping(key: string, card: ProposedCard): Deed {
  const step = koppelingSteps.get(key)!;
  const { vraag, steun } = names(card);
  return { ...doing(step, card, fixed(step, { ...card, mogelijk: [key] })), words: { 'kant.VRAAG': vraag, 'kant.STEUN': steun } };
}
const whole = ({ id }: { id: string }): Deed => ({ kind: 'pair', id });

/** A colleague gave it to me: first of all I read it. */
function toRead({ id, soort, dossierId, uiterlijk, family, van }: BoardData['telezen'][number], now: Date): Item {
  const side = soort === 'STEUN' ? 'steun' : 'vraag';
  const kind = soort === 'SAMEN' ? 'koppeling' : side;
  return {
    key: `lees-${id}`, side, letter: letter(family), name: named(family), text: say('today.read', { name: named(family), from: van?.firstName ?? say('team.from.nobody') }),
    href: `/werkplek/${kind}/${dossierId}`, tone: daysUntil(uiterlijk, now) < 0 ? 'late' : 'soon', order: Date.parse(uiterlijk), deeds: [{ kind: 'read', id }],
  };
}

type Fresh = { id: string; name: string; versheid: string; gevraagdOp: string | null; confirmedAt: string | null } | null;

/** Nobody said for too long that it still holds. Asked already: then it is the family's turn. */
function stale({ id, family }: { id: string; family: Fresh }, side: 'vraag' | 'steun'): Item[] {
  if (family?.versheid !== 'OUD' || (family.gevraagdOp && (!family.confirmedAt || Date.parse(family.gevraagdOp) > Date.parse(family.confirmedAt)))) return [];
  return [{
    key: `vers-${id}`, side, letter: letter(family), name: family.name, text: say('today.fresh', { name: family.name }), href: `/werkplek/${side}/${id}`, tone: 'plain',
    order: family.confirmedAt ? Date.parse(family.confirmedAt) : 0, deeds: [{ kind: 'ask', familyId: family.id }, { kind: 'spoken', familyId: family.id }],
  }];
}

type Dossier = { id: string; version: number; state: string; volgendeStap: string; volgendeDatum: string | null; family: Reached };

/** What somebody wrote down to do next, on the day itself or too late. */
function due({ id, version, state, volgendeStap, volgendeDatum, family }: Dossier, side: 'vraag' | 'steun', now: Date): Item[] {
  if (!volgendeDatum || !volgendeStap) return [];
  const days = daysUntil(volgendeDatum, now);
  if (days > 0) return [];
  const name = named(family);
  const what = within(volgendeStap, lang());
  const talk = state === 'INTAKE' || state === 'KENNISMAKINGSGESPREK';
  const text =
    days === 0 && talk ? say(side === 'vraag' ? 'today.intake' : 'today.gesprek', { name, time: clock(volgendeDatum, lang()) })
    : days === 0 ? say('today.due', { name, what })
    : say('today.dueLate', { name, what, day: shortDay(volgendeDatum, now) });
  return [{ key: id, side, letter: letter(family), name, text, href: `/werkplek/${side}/${id}`, tone: days < 0 ? 'late' : 'plain', order: Date.parse(volgendeDatum), deeds: [...reach(family), ...ahead({ id, version, state }, side)] }];
}

/** What brings a dossier further from where it stands, and another day for it. */
function ahead(node: Subject & { state: string }, side: 'vraag' | 'steun'): Deed[] {
  if (side === 'steun') return node.state === 'AANGEMELD' ? [doing(planGesprek, node)] : node.state === 'OPGESCHORT' ? [] : [doing(nextSteun, node)];
  return [...(node.state === 'INTAKE' ? [doing(complete, node)] : []), ...(node.state === 'WACHTEND' ? [{ kind: 'propose' as const, id: node.id }] : []), doing(next, node)];
}

function waiting(card: BoardData['wachtend'][number], now: Date): Item[] {
  const { id, family, wachtendSinds } = card;
  const days = wachtendSinds ? daysSince(wachtendSinds, now) : 0;
  return days > terms.wachten ? [vraagItem(id, family, say('today.waits', { name: named(family), n: days }), 'late', -days, `/werkplek?gezin=${id}`)].map((item) => ({ ...item, deeds: [{ kind: 'propose' as const, id }, ...reach(family), doing(next, card)] })) : [];
}

function proposed(card: BoardData['voorstel'][number], now: Date): Item[] {
  const { vraag, steun } = names(card);
  const yes = card.answers.find(({ kind, antwoord }) => kind === 'VOORSTEL' && antwoord === 'JA');
  const asked = card.state === 'VOORGESTELD_STEUN' ? 'steun' : 'vraag';
  const left = card.verlooptOp ? daysUntil(card.verlooptOp, now) : 99;
  const order = card.verlooptOp ? Date.parse(card.verlooptOp) : 0;
  const name = asked === 'steun' ? steun : vraag;
  const answered = stepping('ANSWER_PROPOSAL', card);
  if (left < 0) return [pairItem(card, asked, say('today.expired', { name }), 'late', order, [answered, whole(card)])];
  if (left <= terms.verlopen) return [pairItem(card, asked, say('today.expires', { name, day: shortDay(card.verlooptOp!, now) }), 'soon', order, [answered, whole(card)])];
  if (!yes) return [];
  return [pairItem(card, yes.kant === 'STEUN' ? 'steun' : 'vraag', say('today.yes', { name: yes.kant === 'STEUN' ? steun : vraag }), 'plain', order, [answered, whole(card)])];
}

function meeting(card: BoardData['kennismaking'][number], now: Date): Item[] {
  const both = names(card);
  if (!card.kennismakingOp) return [pairItem(card, 'vraag', say('today.plan', both), 'soon', 0, [stepping('PLAN_KENNISMAKING', card), whole(card)])];
  const order = Date.parse(card.kennismakingOp);
  const days = daysUntil(card.kennismakingOp, now);
  const still = order > now.getTime(); // the evening of the day they met, it is about how it was
  if (still && days === 0) return [pairItem(card, 'vraag', say('today.meet', { ...both, time: clock(card.kennismakingOp, lang()) }), 'plain', order, [stepping('PLAN_KENNISMAKING', card), whole(card)])];
  if (still) return [];
  const yes = card.answers.filter(({ kind, antwoord }) => kind === 'KENNISMAKING' && antwoord === 'JA').length;
  if (yes === 2) return [pairItem(card, 'vraag', say('today.start', both), 'soon', order, [stepping('START_PROEFPERIODE', card), whole(card)])];
  return [pairItem(card, 'vraag', say('today.ask', both), days < -3 ? 'late' : 'plain', order, [stepping('ANSWER_KENNISMAKING', card), whole(card)])];
}

function running(card: PairCard, now: Date): Item[] {
  const both = names(card);
  if (card.state === 'ONDERBROKEN') return [pairItem(card, 'vraag', say('today.stopped', both), 'late', 0)];
  if (card.state === 'GEPAUZEERD' && card.pauzeTot && daysUntil(card.pauzeTot, now) <= 0) return [pairItem(card, 'vraag', say('today.pauseOver', both), 'plain', Date.parse(card.pauzeTot))];
  if (card.state === 'AFRONDEN') return parting(card, both, now);
  if (card.state !== 'PROEFPERIODE' || !card.proefTot) return [];
  const days = daysUntil(card.proefTot, now);
  if (days > terms.proef) return [];
  return [pairItem(card, 'vraag', say(days < 0 ? 'today.trialOver' : 'today.trialEnds', { ...both, day: shortDay(card.proefTot, now) }), days < 0 ? 'late' : 'soon', Date.parse(card.proefTot))];
}

/** The closing talk: it has a day, and after it somebody closes. */
function parting(card: PairCard, both: { vraag: string; steun: string }, now: Date): Item[] {
  const steps = (key: string) => [{ ...doing(koppelingSteps.get(key)!, card), words: { 'kant.VRAAG': both.vraag, 'kant.STEUN': both.steun } }, whole(card)];
  if (!card.afscheidOp) return [pairItem(card, 'vraag', say('today.planEnd', both), 'soon', 0, steps('START_AFRONDEN'))];
  const days = daysUntil(card.afscheidOp, now);
  if (days > 0) return [];
  const still = Date.parse(card.afscheidOp) > now.getTime();
  return [pairItem(card, 'vraag', still ? say('today.end', { ...both, time: clock(card.afscheidOp, lang()) }) : say('today.close', both), days < -3 ? 'late' : 'plain', Date.parse(card.afscheidOp), steps(still ? 'START_AFRONDEN' : 'CLOSE'))];
}

/** A talk with both families that was written down for today. */
function look(card: PairCard, now: Date): Item[] {
  const { vraaggezin } = card;
  return vraaggezin ? due(vraaggezin, 'vraag', now).map((item) => ({ ...item, href: `/werkplek/koppeling/${card.id}`, deeds: [whole(card), doing(next, vraaggezin)] })) : [];
}

/** A worry is on the list until it is closed; one that nobody read comes first of all. */
function worry({ id, createdAt, gezienOp, family }: BoardData['zorgen'][number]): Item {
  const order = gezienOp ? -1 : Number.MIN_SAFE_INTEGER + Date.parse(createdAt);
  return { key: id, side: 'steun', letter: letter(family), name: named(family), text: say(gezienOp ? 'today.worryRead' : 'today.worry', { name: named(family) }), href: `/werkplek/zorg/${id}`, tone: 'late', order, deeds: [{ kind: 'zorg', id }] };
}

/** One line per koppeling: its weightiest reason, as the server found it. What a better word mends goes by itself. */
function warning({ koppeling, redenen }: BoardData['signalen'][number]): Item[] {
  const [first] = redenen;
  if (!koppeling || !first) return [];
  const both = { vraag: named(koppeling.vraaggezin?.family ?? null), steun: named(koppeling.steungezin?.family ?? null) };
  const side = first.kant === 'STEUN' ? 'steun' : 'vraag';
  const heavy = first.soort === 'KIND_NIET_GOED' || first.soort === 'NIET_GOED';
  const family = (side === 'steun' ? koppeling.steungezin?.family : koppeling.vraaggezin?.family) ?? null;
  return [{ key: koppeling.id, side, letter: letter(family), name: named(family), text: say(`signaal.${first.soort}`, { ...both, name: named(family), n: first.aantal }), href: `/werkplek/koppeling/${koppeling.id}`, tone: heavy ? 'late' : 'soon', order: heavy ? -1 : -Date.parse(first.sinds), deeds: [...reach(family), whole(koppeling)] }];
}

/** A yes that came after the proposal had ended: somebody calls, and proposes them anew, or writes down that it
 *  does not come to it. */
function lateYes({ id, version, afgerondOp, answers, vraaggezin, steungezin }: BoardData['verlopen'][number], now: Date): Item[] {
  const [late] = answers.filter(({ kind, createdAt }) => kind === 'VOORSTEL' && afgerondOp !== null && createdAt >= afgerondOp).sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  if (late?.antwoord !== 'JA' || daysSince(late.createdAt, now) > 14) return [];
  const side = late.kant === 'STEUN' ? 'steun' : 'vraag';
  const family = (side === 'steun' ? steungezin?.family : vraaggezin?.family) ?? null;
  return [{ key: id, side, letter: letter(family), name: named(family), text: say('today.lateYes', { name: named(family) }), href: `/werkplek/koppeling/${id}`, tone: 'soon', order: Date.parse(late.createdAt), deeds: [
    ...reach(family), ...(vraaggezin ? [{ kind: 'propose' as const, id: vraaggezin.id, steungezin: steungezin?.id }] : []), doing(lateNo, { id, version }, { kant: late.kant, antwoord: 'NEE' }),
  ] }];
}

/** A wish for other afspraken, until somebody wrote a new version, or a week. */
function wish({ id, vraaggezin, steps }: BoardData['wensen'][number], now: Date): Item[] {
  const last = steps.filter(({ step }) => step === 'ASK_CHANGE' || step === 'RECORD_AFSPRAKEN').at(-1);
  if (last?.step !== 'ASK_CHANGE' || daysSince(last.createdAt, now) > 7) return [];
  const family = vraaggezin?.family ?? null;
  return [{ key: `wens-${id}`, side: 'vraag', letter: letter(family), name: named(family), text: say('today.wish', { name: named(family) }), href: `/werkplek/koppeling/${id}`, tone: 'plain', order: Date.parse(last.createdAt), deeds: [{ kind: 'pair', id }] }];
}

/** Per adult the newest VOG counts. */
function vog({ id, version, family, screening }: BoardData['vog'][number], now: Date): Item[] {
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
  return [{ key: `vog-${id}`, side: 'steun', letter: letter(family), name, text: days < 0 ? say('today.vogOver', { name }) : say('today.vog', { name, n: days }), href: `/werkplek/steun/${id}`, tone: days < 0 ? 'late' : 'soon', order: Date.parse(first), deeds: [doing(vogStep, { id, version }), ...reach(family), doing(nextSteun, { id, version })] }];
}
