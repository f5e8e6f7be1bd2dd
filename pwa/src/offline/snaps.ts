/** Last answers of the server that are no documents, for reading without internet: cut to what may
 *  stay on a phone (keeps.ts) before they are written. */
import type { Snap, Store } from './db.ts';
import { cutAnswer } from './keeps.ts';

export async function readSnap<T>(store: Store, key: string): Promise<(Omit<Snap, 'data'> & { data: T }) | undefined> {
  return (await (await store.open()).get('snaps', key)) as (Omit<Snap, 'data'> & { data: T }) | undefined;
}

export async function writeSnap(store: Store, key: string, data: unknown): Promise<void> {
  const kept = cutAnswer(key, data, store.viewer);
  await (await store.open()).put('snaps', { data: kept, at: new Date().toISOString() }, key);
}

/** Forgets what is not to stay: every answer with this beginning that nobody needs any more. */
export async function dropSnaps(store: Store, prefix: string, keep: (data: unknown) => boolean): Promise<void> {
  const tx = (await store.open()).transaction('snaps', 'readwrite');
  for (let at = await tx.store.openCursor(IDBKeyRange.bound(prefix, `${prefix}\uffff`)); at; at = await at.continue()) {
    if (!keep((at.value as Snap).data)) await at.delete();
  }
  await tx.done;
}
