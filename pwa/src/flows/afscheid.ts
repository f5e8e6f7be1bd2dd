/** The farewell, and what is asked after it. Each side answers for itself; written down on the phone
 *  first, like every other write. */
import { answerContact, answerOpnieuw, answerReopen, sayAfscheid } from '../api/afscheid.ts';
import { newKey } from '../api/id.ts';
import type { Koppeling } from '../api/me.ts';
import { box } from '../offline/phone.ts';
import { targetOf } from './koppeling.ts';

export type Vraag = Koppeling['vragen'][number];
const ops = { CONTACT_BLIJFT: ['answerContact', answerContact], OPNIEUW: ['answerOpnieuw', answerOpnieuw], HEROPENEN: ['answerReopen', answerReopen] } as const;
export type Asked = keyof typeof ops;

export function answerTarget(vraag: Asked, id: string): string {
  return targetOf(ops[vraag][0], id);
}

export async function answer({ id }: Koppeling, vraag: Asked, antwoord: 'JA' | 'NEE') {
  const [op, query] = ops[vraag];
  await box().outbox.add({ op, query: query as unknown as string, key: newKey(), input: { id, antwoord }, target: answerTarget(vraag, id) });
}

export async function sayWord({ id }: Koppeling, woord: string) {
  await box().outbox.add({ op: 'sayAfscheid', query: sayAfscheid as unknown as string, key: newKey(), input: { id, woord }, target: targetOf('sayAfscheid', id) });
}

/** What a family is asked now, the most pressing first. A phone may remember an answer from before this was asked. */
export function questions(koppeling: Koppeling): Asked[] {
  const asked = (koppeling.vragen ?? []) as readonly string[];
  return (['HEROPENEN', 'CONTACT_BLIJFT', 'OPNIEUW'] as const).filter((one) => asked.includes(one));
}

/** In whole months, as people count: three weeks is none, and then it is said otherwise. */
export function monthsTogether({ proefVan, actiefSinds, afgerondOp }: Koppeling, now = new Date()): number {
  const from = new Date(proefVan ?? actiefSinds ?? now), to = afgerondOp ? new Date(afgerondOp) : now;
  const months = (to.getFullYear() - from.getFullYear()) * 12 + to.getMonth() - from.getMonth();
  return Math.max(0, to.getDate() < from.getDate() ? months - 1 : months);
}
