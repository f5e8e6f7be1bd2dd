/** A worry goes to the matchers only. It is kept on the phone until it got through, and not longer. */
import { newId, newKey } from '../api/id.ts';
import { shareZorg } from '../api/zorg.ts';
import { box } from '../offline/phone.ts';

export const zorgTarget = (id: string) => `shareZorg:${id}`;

/** Gives the id it got, so that the screen can say how it goes on. */
export async function shareWorry(tekst: string, koppelingId: string | undefined): Promise<string> {
  const id = newId('Zorgmelding');
  await box().outbox.add({ op: 'shareZorg', query: shareZorg as unknown as string, key: newKey(), input: { id, koppelingId: koppelingId ?? null, tekst }, target: zorgTarget(id) });
  return id;
}
