/** The last answer of the server, kept for reading without internet. Only the smallest set goes
 *  in here: own sign-ups, meetups, and where the support stands. Never somebody else's address. */
import type { Snap, Store } from './db.ts';

export async function readSnap<T>(store: Store, key: string): Promise<(Omit<Snap, 'data'> & { data: T }) | undefined> {
  return (await (await store.open()).get('snaps', key)) as (Omit<Snap, 'data'> & { data: T }) | undefined;
}

export async function writeSnap(store: Store, key: string, data: unknown): Promise<void> {
  await (await store.open()).put('snaps', { data, at: new Date().toISOString() }, key);
}
