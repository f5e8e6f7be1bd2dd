/** What a screen keeps on the phone: how it is found there, and how it is written down. */
import type { Kind } from '../api/sync.ts';
import type { Store } from '../offline/db.ts';
import { readSnap, writeSnap } from '../offline/snaps.ts';

export type Keep<T> = {
  /** Documents that this is made of: when one changes, the screen looks again. */
  of: readonly Kind[];
  recall(store: Store, shown?: T): Promise<{ data: T; at: string } | undefined>;
  keep(store: Store, data: T): Promise<void>;
};

/** Not kept at all, and read again when the household changed. */
export function ofHousehold<T>(): Keep<T> {
  return { of: ['families'], recall: async () => undefined, keep: async () => undefined };
}

/** An answer as it came, cut to what may stay. */
export function answer<T>(key: string): Keep<T> {
  return {
    of: [],
    recall: async (store, shown) => (shown === undefined ? readSnap<T>(store, key) : undefined),
    keep: (store, data) => writeSnap(store, key, data),
  };
}
