/** What a family may say about a koppeling: kept on the phone first, like every other write. */
import { answerKennismaking, answerProposal, askChange, checkIn, checkInKind, confirmAfspraken, giveTerugblik, skipVisit } from '../api/koppeling.ts';
import type { Koppeling } from '../api/me.ts';
import { newKey } from '../api/id.ts';
import type { VariablesOf } from '../api/graphql.ts';
import { box } from '../offline/phone.ts';

export type Reden = NonNullable<VariablesOf<typeof answerProposal>['input']['reden']>;
export type Smiley = VariablesOf<typeof checkIn>['input']['smiley'];
/** The six reasons a family may tap. */
export const redenen = ['PAST_NIET', 'TE_VER', 'TIJD_PAST_NIET', 'GEZIN_HEEFT_RUST_NODIG', 'AL_HULP', 'ANDERS'] as const satisfies readonly Reden[];
export const smileys = ['GOED', 'GAAT_WEL', 'NIET_GOED'] as const satisfies readonly Smiley[];

export function sayProposal({ id, version }: Koppeling, antwoord: 'JA' | 'NEE', reden?: Reden) {
  return add('answerProposal', answerProposal, id, { id, baseVersion: version, antwoord, reden: reden ?? null });
}

/** `kindJa`: what a child of 12 or older said itself. */
export function sayKennismaking({ id, version }: Koppeling, antwoord: 'JA' | 'NEE', kindJa?: boolean) {
  return add('answerKennismaking', answerKennismaking, id, { id, baseVersion: version, antwoord, kindJa: kindJa ?? null });
}

export function sayAfspraken({ id, version }: Koppeling, nummer: number) {
  return add('confirmAfspraken', confirmAfspraken, id, { id, baseVersion: version, nummer });
}

export function sayHowItGoes({ id }: Koppeling, smiley: Smiley, toelichting: string) {
  return add('checkIn', checkIn, id, { id, smiley, toelichting });
}

/** The child's own tap. Nothing of it is remembered on the phone: its parent holds it too. */
export function sayKind({ id }: Koppeling, smiley: Smiley) {
  return add('checkInKind', checkInKind, id, { id, smiley });
}

export type LookBack = Omit<VariablesOf<typeof giveTerugblik>['input'], 'clientMutationId' | 'id' | 'kant'>;
export const hoeVaak = ['VAKER', 'PRECIES_GOED', 'MINDER'] as const satisfies readonly LookBack['hoeVaak'][];
export const verder = ['JA', 'ANDERS', 'AFRONDEN'] as const satisfies readonly LookBack['verder'][];

export function lookBack({ id }: Koppeling, answers: LookBack) {
  return add('giveTerugblik', giveTerugblik, id, { id, ...answers });
}

export function skipVisitOn({ id }: Koppeling, dag: Date) {
  return add('skipVisit', skipVisit, id, { id, dag: dag.toISOString() });
}

export function askForChange({ id }: Koppeling, tekst: string) {
  return add('askChange', askChange, id, { id, tekst });
}

export function targetOf(op: string, id: string): string {
  return `${op}:${id}`;
}

async function add(op: string, query: unknown, id: string, input: Record<string, unknown>) {
  await box().outbox.add({ op, query: query as string, key: newKey(), input, target: targetOf(op, id) });
}
