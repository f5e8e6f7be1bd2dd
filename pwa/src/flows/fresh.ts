/** "Klopt alles nog?": when a family is asked, and its one tap. */
import { confirmFamily } from '../api/confirm.ts';
import { newKey } from '../api/id.ts';
import type { Family } from '../api/me.ts';
import { box } from '../offline/phone.ts';

/** Asked by mail and not answered since, or silent for too long. Who has nothing with us is left in peace. */
export function isAsked({ versheid, gevraagdOp, confirmedAt, vraaggezinnen, steungezinnen }: Family): boolean {
  const waits = vraaggezinnen.some(({ state }) => state === 'WACHTEND') || steungezinnen.some(({ state }) => ['BESCHIKBAAR', 'BEVESTIGEN', 'SLAPEND'].includes(state));
  return Boolean(gevraagdOp && (!confirmedAt || Date.parse(gevraagdOp) > Date.parse(confirmedAt))) || (waits && versheid === 'OUD');
}

export function confirmTarget(id: string): string {
  return `confirmFamily:${id}`;
}

export async function stillRight({ id }: Pick<Family, 'id'>) {
  await box().outbox.add({ op: 'confirmFamily', query: confirmFamily as unknown as string, key: newKey(), input: { id }, target: confirmTarget(id) });
}
