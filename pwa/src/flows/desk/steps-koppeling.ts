/** The steps of a koppeling. Which of them may be taken now, the server tells (`mogelijk`). */
import type { Field, Values } from './fields.ts';
import type { Step, Subject } from './step.ts';

const why = (optional = false): Field => ({ kind: 'words', name: 'toelichting', max: 2000, optional });
const step = { type: 'KoppelingStepInput', gives: 'koppeling' } as const;
const smileys = ['GOED', 'GAAT_WEL', 'NIET_GOED'];
const kant: Field = { kind: 'one', name: 'kant', options: ['VRAAG', 'STEUN'], words: 'kant' };
const antwoord: Field = { kind: 'one', name: 'antwoord', options: ['JA', 'NEE'], words: 'antwoord' };
export const redenen = ['PAST_NIET', 'TE_VER', 'TIJD_PAST_NIET', 'GEZIN_HEEFT_RUST_NODIG', 'AL_HULP', 'GEEN_KLIK', 'VERHUIZING', 'ANDERS'];
/** A trial that was not safe keeps the two from each other from then on. */
const gestopt = [...redenen.slice(0, -1), 'SIGNAAL', 'ANDERS'];
const einde = ['DOEL_BEREIKT', 'TIJD_PAST_NIET', 'GEZIN_HEEFT_RUST_NODIG', 'AL_HULP', 'GEEN_KLIK', 'VERHUIZING', 'SIGNAAL', 'ANDERS'];
const reden = (options: readonly string[], optional: boolean): Field => ({ kind: 'one', name: 'reden', options, words: 'why', optional });
const afspraken: Field[] = [
  { kind: 'words', name: 'afspraken.wanneer', max: 300 },
  ...['halenBrengen', 'eten', 'telefoon', 'allergie'].map((name): Field => ({ kind: 'line', name: `afspraken.${name}`, max: 300 })),
  { kind: 'line', name: 'afspraken.noodnummer', max: 60 },
  { kind: 'words', name: 'afspraken.overig', max: 1000 },
];
const bare = ({ id }: Subject) => ({ id });

/** After a yes that came too late they talked, and it does not come to it: a no that nobody else hears. */
export const lateNo: Step = { key: 'LATE_NO', op: 'answerProposal', type: 'AnswerProposalInput', gives: 'koppeling', icon: 'cross', fields: [kant, antwoord, reden(redenen, true)] };

const list: (Step & { key: string })[] = [
  { ...step, key: 'WITHDRAW_PROPOSAL', op: 'withdrawProposal', icon: 'leave', tone: 'danger', fields: [why(true)] },
  { key: 'ANSWER_PROPOSAL', op: 'answerProposal', type: 'AnswerProposalInput', gives: 'koppeling', icon: 'talk', tone: 'main', fields: [kant, antwoord, reden(redenen, true)] },
  { key: 'PLAN_KENNISMAKING', op: 'planKennismaking', type: 'PlanKennismakingInput', gives: 'koppeling', icon: 'calendar', tone: 'main', fields: [{ kind: 'moment', name: 'at' }, { kind: 'line', name: 'plaats', max: 200, help: true }] },
  { key: 'ANSWER_KENNISMAKING', op: 'answerKennismaking', type: 'AnswerKennismakingInput', gives: 'koppeling', icon: 'talk', fields: [kant, antwoord, reden(redenen, true), { kind: 'maybe', name: 'kindJa', optional: true, help: true }] },
  { key: 'START_PROEFPERIODE', op: 'startProefperiode', type: 'StartProefperiodeInput', gives: 'koppeling', icon: 'house', tone: 'main', fields: [{ kind: 'number', name: 'weken', label: 'in.weken.proef', min: 4, max: 8, start: 6 }, ...afspraken] },
  { key: 'RECORD_AFSPRAKEN', op: 'recordAfspraken', type: 'RecordAfsprakenInput', gives: 'koppeling', icon: 'pen', fields: afspraken },
  { key: 'CONFIRM_AFSPRAKEN', op: 'confirmAfspraken', type: 'ConfirmAfsprakenInput', gives: 'koppeling', icon: 'check', fields: [kant] },
  { key: 'CHECK_IN', op: 'checkIn', type: 'CheckInInput', gives: 'koppeling', icon: 'heart', about: bare, fields: [kant, { kind: 'one', name: 'smiley', options: smileys, words: 'smiley' }, why(true)] },
  { key: 'CHECK_IN_KIND', op: 'checkInKind', type: 'CheckInKindInput', gives: 'koppeling', icon: 'child', about: bare, fields: [{ kind: 'one', name: 'smiley', options: smileys, words: 'smiley', label: 'in.smiley.kind' }] },
  { key: 'GIVE_TERUGBLIK', op: 'giveTerugblik', type: 'GiveTerugblikInput', gives: 'koppeling', icon: 'book', about: bare, fields: [
    kant, { kind: 'one', name: 'hoe', options: smileys, words: 'smiley' }, { kind: 'one', name: 'hoeVaak', options: ['VAKER', 'PRECIES_GOED', 'MINDER'], words: 'hoeVaak' },
    { kind: 'one', name: 'verder', options: ['JA', 'ANDERS', 'AFRONDEN'], words: 'verder' }, why(true),
  ] },
  { ...step, key: 'ACTIVATE', op: 'activateKoppeling', icon: 'check', tone: 'main', fields: [why(true)] },
  { key: 'PAUSE', op: 'pauseKoppeling', type: 'PauseInput', gives: 'koppeling', icon: 'pause', fields: [{ kind: 'day', name: 'until' }] },
  { ...step, key: 'RESUME', op: 'resumeKoppeling', icon: 'right', tone: 'main', fields: [] },
  { ...step, key: 'LIFT', op: 'liftKoppeling', icon: 'refresh', tone: 'main', fields: [why(true)] },
  { ...step, key: 'START_AFRONDEN', op: 'startAfronden', icon: 'sun', fields: [{ kind: 'moment', name: 'afscheidOp', optional: true, help: true }, why(true)] },
  { key: 'SAY_FAREWELL', op: 'sayAfscheid', type: 'SayAfscheidInput', gives: 'koppeling', icon: 'heart', about: bare, fields: [kant, { kind: 'words', name: 'woord', max: 1000, help: true }] },
  { key: 'ANSWER_CONTACT', op: 'answerContact', type: 'OwnAnswerInput', gives: 'koppeling', icon: 'phone', about: bare, fields: [kant, antwoord] },
  { key: 'CLOSE', op: 'closeKoppeling', type: 'CloseKoppelingInput', gives: 'koppeling', icon: 'check', tone: 'main', fields: [reden(einde, false), why(true)] },
  { key: 'ANSWER_OPNIEUW', op: 'answerOpnieuw', type: 'OwnAnswerInput', gives: 'koppeling', icon: 'search', about: bare, fields: [kant, antwoord] },
  { ...step, key: 'ASK_REOPEN', op: 'askReopen', icon: 'refresh', fields: [why(true)] },
  { key: 'ANSWER_REOPEN', op: 'answerReopen', type: 'OwnAnswerInput', gives: 'koppeling', icon: 'talk', about: bare, fields: [kant, antwoord, reden(redenen, true)] },
  { ...step, key: 'REOPEN', op: 'reopenKoppeling', icon: 'refresh', tone: 'main', fields: [why(true)] },
  { key: 'STOP', op: 'stopKoppeling', type: 'CloseKoppelingInput', gives: 'koppeling', icon: 'stop', tone: 'danger', fields: [reden(gestopt, false), why(true)] },
  { ...step, key: 'SUSPEND', op: 'suspendKoppeling', icon: 'warning', tone: 'danger', fields: [why()] },
].map((one) => ({ ...one, key: `KOPPELING_${one.key}` }) as Step);

export const koppelingSteps: ReadonlyMap<string, Step> = new Map(list.map((one) => [one.key.replace('KOPPELING_', ''), one]));

type Answer = { kant: 'VRAAG' | 'STEUN'; kind: string; antwoord: string; createdAt?: string };
type Now = { heropenGevraagdOp?: string | null; state: string; mogelijk: readonly string[]; kennismakingOp: string | null; answers: readonly Answer[]; afspraken?: readonly { nummer: number; createdAt: string }[]; checkIns?: readonly { kant: 'VRAAG' | 'STEUN'; vanKind?: boolean }[]; momenten?: readonly Moment[]; vraaggezin?: { id?: string; state?: string } | null; steungezin?: { id?: string; state?: string } | null };
/** When a side is asked something (graph/samen.graphqls). */
type Moment = { kant: 'VRAAG' | 'STEUN'; soort: string; nummer: number; stand: string };
const kanten = ['VRAAG', 'STEUN'] as const;

/** Both sides' newest word is yes. */
function wants(kind: string, answers: readonly Answer[]): boolean {
  return kanten.every((kant) => answers.filter((one) => one.kind === kind && one.kant === kant).at(-1)?.antwoord === 'JA');
}

/** Which sides still have something to say at a step. */
function silent(stap: string, { state, answers, afspraken = [], momenten = [], heropenGevraagdOp, vraaggezin, steungezin }: Now): readonly ('VRAAG' | 'STEUN')[] {
  if (stap === 'GIVE_TERUGBLIK') return kanten.filter((kant) => toLookBack(momenten).some((one) => one.kant === kant));
  if (stap === 'ANSWER_PROPOSAL') return [state === 'VOORGESTELD_VRAAG' ? 'VRAAG' : 'STEUN'];
  if (stap === 'ANSWER_REOPEN') return heropenGevraagdOp ? kanten.filter((kant) => !answers.some((one) => one.kind === 'HEROPENEN' && one.kant === kant && (one.createdAt ?? '') >= heropenGevraagdOp)) : [];
  if (stap === 'ANSWER_OPNIEUW') return kanten.filter((kant) => (kant === 'VRAAG' ? vraaggezin : steungezin)?.state !== 'GEANONIMISEERD');
  if (stap === 'ASK_REOPEN') return heropenGevraagdOp ? [] : kanten;
  if (stap === 'REOPEN') return wants('HEROPENEN', answers) ? kanten : [];
  if (stap === 'ANSWER_KENNISMAKING') return kanten.filter((kant) => !answers.some((one) => one.kind === 'KENNISMAKING' && one.kant === kant));
  const newest = afspraken.at(-1)?.createdAt ?? '';
  if (stap === 'CONFIRM_AFSPRAKEN') return kanten.filter((kant) => !answers.some((one) => one.kind === 'AFSPRAKEN' && one.kant === kant && (one.createdAt ?? '') >= newest));
  return kanten;
}

/** The last look back whose moment came, as far as somebody has not said it yet. */
function toLookBack(momenten: readonly Moment[]): readonly Moment[] {
  const open = momenten.filter(({ soort, stand }) => soort === 'TERUGBLIK' && stand !== 'GEPLAND' && stand !== 'GEDAAN');
  const last = Math.max(...open.map(({ nummer }) => nummer));
  return open.filter(({ nummer }) => nummer === last);
}

/** The steps that stand open and have a side left to hear. A child taps when its parents may. */
export function stepsFor(now: Now): Step[] {
  return [...koppelingSteps].flatMap(([stap, step]) => (now.mogelijk.includes(stap === 'CHECK_IN_KIND' ? 'CHECK_IN' : stap) && silent(stap, now).length ? [step] : []));
}

/** What the form already knows: whose turn it is, which afspraken were read. */
export function fixed({ key }: Step, now: Now): Values {
  const stap = key.replace('KOPPELING_', '');
  const sides = silent(stap, now);
  return {
    ...(asksOneSide(key) && sides.length === 1 ? { kant: sides[0] } : {}),
    ...(stap === 'GIVE_TERUGBLIK' ? { nummer: toLookBack(now.momenten ?? [])[0]?.nummer ?? 0 } : {}),
    ...(stap === 'CONFIRM_AFSPRAKEN' ? { nummer: now.afspraken?.at(-1)?.nummer ?? 0 } : {}),
  };
}

/** The one that brings it further now. */
export function loudStep(now: Now): string {
  const { state, kennismakingOp, answers } = now;
  const both = (kind: string) => kanten.every((kant) => answers.some((one) => one.kind === kind && one.kant === kant && one.antwoord === 'JA'));
  const told = kanten.every((kant) => now.checkIns?.some((one) => one.kant === kant && !one.vanKind));
  const stap =
    state === 'KENNISMAKING' ? (!kennismakingOp ? 'PLAN_KENNISMAKING' : both('KENNISMAKING') ? 'START_PROEFPERIODE' : 'ANSWER_KENNISMAKING')
    : state === 'PROEFPERIODE' ? (silent('CONFIRM_AFSPRAKEN', now).length ? 'CONFIRM_AFSPRAKEN' : told ? 'ACTIVATE' : 'CHECK_IN')
    : state === 'ACTIEF' ? (silent('GIVE_TERUGBLIK', now).length ? 'GIVE_TERUGBLIK' : 'CHECK_IN')
    : state === 'AFGEROND' && wants('HEROPENEN', answers) ? 'REOPEN'
    : '';
  return `KOPPELING_${stap}`;
}

function asksOneSide(key: string): boolean {
  return /ANSWER_|CONFIRM_|TERUGBLIK/.test(key);
}
