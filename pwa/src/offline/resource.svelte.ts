/** Something the server knows: first as the phone remembers it, then as it is now. */
import { AuthError, isTemporary } from '../api/errors.ts';
import type { View } from './outbox.ts';
import { box } from './phone.ts';
import { readSnap, writeSnap } from './snaps.ts';

export type Standing = 'loading' | 'fresh' | 'kept' | 'offline' | 'failed' | 'signed-out';

export class Resource<T> {
  data = $state.raw<T | undefined>();
  at = $state<string | undefined>();
  standing = $state<Standing>('loading');
  #turn = 0;

  /** Without a key nothing is kept on the phone: for what is too private to stay. */
  constructor(
    private readonly key: string | undefined,
    private readonly read: () => Promise<T>,
  ) {}

  async start() {
    await this.recall();
    await this.refresh();
  }

  /** Looks at the phone again: the outbox may have brought news. */
  async recall() {
    if (!this.key) return;
    const snap = await readSnap<T>(box().store, this.key).catch(() => undefined);
    if (!snap) return;
    this.data = snap.data;
    this.at = snap.at;
    if (this.standing === 'loading') this.standing = 'kept';
  }

  async refresh() {
    const turn = ++this.#turn;
    const { store } = box();
    try {
      const data = await this.read();
      if (turn !== this.#turn) return; // a later question was asked meanwhile
      this.data = data;
      this.at = new Date().toISOString();
      this.standing = 'fresh';
      if (this.key) await writeSnap(store, this.key, data).catch(() => undefined);
    } catch (error) {
      if (turn !== this.#turn) return;
      if (error instanceof AuthError) this.standing = 'signed-out';
      else this.standing = isTemporary(error) ? 'offline' : 'failed';
    }
  }
}

/** What of the outbox may have changed what the phone remembers. Not how much there is: what was
 *  just sent has left and left its receipt, and then there is as much as before. */
function mark({ entries, receipts }: View): string {
  return [...entries.map(({ n, state }) => `${n} ${state}`), ...receipts.map(({ target, at }) => `${target} ${at}`)].join();
}

/** For a screen: starts it, and follows the outbox, the internet and the return to the app. */
export function useResource<T>(key: string | undefined, read: () => Promise<T>): Resource<T> {
  const resource = new Resource(key, read);
  $effect(() => {
    void resource.start();
    let seen = mark(box().outbox.view);
    const stop = box().outbox.subscribe((view) => {
      const now = mark(view);
      if (now !== seen) void resource.recall();
      seen = now;
    });
    const again = () => document.hidden || void resource.refresh();
    addEventListener('online', again);
    document.addEventListener('visibilitychange', again);
    return () => {
      stop();
      removeEventListener('online', again);
      document.removeEventListener('visibilitychange', again);
    };
  });
  return resource;
}
