/** Words of which the key is put together: `say(`state.vraag.${state}`)`. tests/unit/desk-words.test.ts
 *  walks over all of them, because the compiler cannot. */
import { t, type Key } from '../../text/index.svelte.ts';
import type { Values } from '../../text/message.ts';

export type { Key };

export function say(key: string, values?: Values): string {
  return t(key as Key, values);
}
