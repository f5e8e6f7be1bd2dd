/** Something the server knows: first as the phone keeps it, then as it is now. */
import { AuthError, isTemporary } from '../api/errors.ts';
import type { Keep } from '../flows/answer.ts';
import type { Entry, Receipt } from './outbox.ts';
import { box } from './phone.ts';

export type Standing = 'loading' | 'fresh' | 'kept' | 'offline' | 'failed' | 'signed-out';

export class Resource<T> {
  data = $state.raw<T | undefined>();
  at = $state<string | undefined>();
  standing = $state<Standing>('loading');
  #turn = 0;
  /** What is shown came with internet, and is richer than what the phone keeps. */
  #whole = false;

  /** Without `keep` nothing stays on the phone: for what is too private to. */
  constructor(
    private readonly keep: Keep<T> | undefined,
    private readonly read: () => Promise<T>,
  ) {}

  async start() {
    await this.recall();
    await this.refresh();
  }

  /** Looks at the phone again: something was sent, or came. */
  async recall() {
    if (!this.keep) return;
    const turn = this.#turn;
    const found = await this.keep.recall(box().store, this.#whole ? this.data : undefined).catch(() => undefined);
    if (!found || turn !== this.#turn) return; // what was read meanwhile is newer
    this.data = found.data;
    if (!this.#whole) this.at = found.at;
    if (this.standing === 'loading') this.standing = 'kept';
  }

  async refresh() {
    const turn = ++this.#turn;
    const { store } = box();
    try {
      const data = await this.read();
      if (turn !== this.#turn) return; // a later question was asked meanwhile
      this.data = data;
      this.#whole = true;
      this.at = new Date().toISOString();
      this.standing = 'fresh';
      await this.keep?.keep(store, data).catch(() => undefined);
    } catch (error) {
      if (turn !== this.#turn) return;
      if (error instanceof AuthError) this.standing = 'signed-out';
      else this.standing = isTemporary(error) ? 'offline' : 'failed';
    }
  }

  /** What the phone has now, and then what the server says. */
  async again() {
    await this.recall();
    await this.refresh();
  }

  /** Whether a change of these kinds is about this; a line that works again is about what had to do without. */
  concerns(changed: object): boolean {
    return this.standing === 'offline' || (this.keep?.of.some((kind) => kind in changed) ?? false);
  }
}

/** Not how much there is: what was just sent has left and left its receipt, and then there is as much as before. */
const waits = (entries: Entry[]) => entries.map(({ n, state }) => `${n} ${state}`).join();
const sent = (receipts: Receipt[]) => receipts.map(({ target, at }) => `${target} ${at}`).join();

/** For a screen: starts it, and follows the outbox, the pull, the internet and the return to the app. */
export function useResource<T>(keep: Keep<T> | undefined, read: () => Promise<T>): Resource<T> {
  const resource = new Resource(keep, read);
  $effect(() => {
    const { outbox, puller } = box();
    void resource.start();
    let [waiting, done] = [waits(outbox.view.entries), sent(outbox.view.receipts)];
    let owes = false; // of all that is sent in one go, the server is asked once, at the end
    const stops = [
      outbox.subscribe(({ entries, receipts, status }) => {
        const now = [waits(entries), sent(receipts)] as const;
        owes ||= now[1] !== done && keep !== undefined;
        if (owes && status !== 'sending') void resource.again();
        else if (now[0] !== waiting || now[1] !== done) void resource.recall();
        owes &&= status === 'sending';
        [waiting, done] = now;
      }),
      puller?.subscribe((changed) => resource.concerns(changed) && void resource.again()),
    ];
    const again = () => document.hidden || void resource.refresh();
    addEventListener('online', again);
    document.addEventListener('visibilitychange', again);
    return () => {
      for (const stop of stops) stop?.();
      removeEventListener('online', again);
      document.removeEventListener('visibilitychange', again);
    };
  });
  return resource;
}
