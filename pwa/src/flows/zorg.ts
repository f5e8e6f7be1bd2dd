/** A worry goes to the matchers only. It is kept on the phone until it got through, and not longer; shut, for it may be
 *  about who else uses this phone. */
import { newId, newKey } from '../api/id.ts';
import { shareZorg } from '../api/zorg.ts';
import { box } from '../offline/phone.ts';

export const zorgTarget = (id: string) => `shareZorg:${id}`;

/** Gives the id it got, so that the screen can say how it goes on. */
export async function shareWorry(tekst: string, koppelingId: string | undefined): Promise<string> {
  const id = newId('Zorgmelding');
  const { sealInput } = await import('../offline/mee.ts');
  const input = await sealInput({ id, koppelingId: koppelingId ?? null, tekst });
  await box().outbox.add({ op: 'shareZorg', query: shareZorg as unknown as string, key: newKey(), input, target: zorgTarget(id) });
  return id;
}
