/** What still has to reach the server. Durable before the first byte leaves; one sender over all
 *  tabs; in order; a temporary failure waits, a lost session pauses, a refusal is set aside and
 *  shown; success removes the entry and keeps the answer in one transaction (offline.md, 4.4). */
import { AuthError, isTemporary, NetworkError, PermanentError, RetryableError } from '../api/errors.ts';
import type { Store } from './db.ts';
import { ifFree } from './lock.ts';
import { Refusal, settle, type Handlers } from './settle.ts';

export type Entry = {
  n?: number;
  /** Who wrote it; null is a visitor. It is sent as that person or not at all. */
  viewer: string | null;
  /** clientMutationId: one effect, however often it is sent. */
  key: string;
  op: string;
  query: string;
  input: Record<string, unknown>;
  /** What it is about. A second tap on the same thing is the same entry. */
  target: string;
  /** Targets that must have got through before; if one is set aside, so is this. */
  needs: string[];
  at: string;
  tries: number;
  state: 'waiting' | 'parked';
  why?: Reason[];
};
export type Reason = { code: string; message: string; path: string[] };
/** What was sent, and when: so that the screen can say so after the entry is gone. */
export type Receipt = { target: string; op: string; at: string };

export type Status = 'idle' | 'sending' | 'offline' | 'busy' | 'signed-out' | 'unsaved';
export type View = { entries: Entry[]; receipts: Receipt[]; status: Status };
export type Send = (query: string, variables: unknown, as: string | null, signal: AbortSignal) => Promise<unknown>;
export type NewEntry = Pick<Entry, 'op' | 'query' | 'input' | 'target'> & { key: string; needs?: string[] };

export class Outbox {
  view: View = { entries: [], receipts: [], status: 'idle' };
  #listeners = new Set<(view: View) => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #again = false;
  #closed = false;
  #channel: BroadcastChannel | undefined;

  constructor(
    private readonly store: Store,
    private readonly send: Send,
    private readonly handlers: Handlers,
    private readonly patience = 15_000,
  ) {
    if (typeof BroadcastChannel === 'undefined') return;
    this.#channel = new BroadcastChannel(`${store.name}-outbox`);
    this.#channel.onmessage = () => void this.load().catch(() => undefined);
  }

  subscribe(listener: (view: View) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async load() {
    const db = await this.store.open();
    const [entries, receipts] = await Promise.all([db.getAll('outbox'), db.getAll('receipts')]);
    this.#show({ entries, receipts });
  }

  /** Resolves when the entry is on disk: only then may the screen say it is kept. */
  async add(entry: NewEntry): Promise<Entry> {
    const db = await this.store.open();
    const tx = db.transaction('outbox', 'readwrite', { durability: 'strict' });
    const last = (await tx.store.getAll()).findLast((other) => other.target === entry.target && other.state === 'waiting');
    const twin = last?.op === entry.op ? last : undefined; // yes, no, yes is three things; yes, yes is one
    const fresh: Entry = {
      ...entry, viewer: this.store.viewer, needs: entry.needs ?? [], at: new Date().toISOString(), tries: 0, state: 'waiting',
    };
    if (!twin) await tx.store.add(fresh);
    await tx.done;
    await this.#told();
    void this.flush().catch(() => undefined); // what went wrong is in the view
    return twin ?? fresh;
  }

  /** Sends what waits, unless somebody is sending: then they go round once more. */
  async flush(): Promise<void> {
    this.#again = true;
    if (this.#closed) return;
    const mine = await ifFree(`${this.store.name}-outbox`, () => this.#sendAll());
    if (this.#closed) return;
    if (!mine) this.#later(1000); // another tab is at it; look whether it saw ours
    else if (this.#again) return this.flush();
  }

  async retry(n: number) {
    await this.#change(n, (entry) => ({ ...entry, state: 'waiting', tries: 0, why: undefined }));
    await this.flush();
  }

  async drop(n: number) {
    await (await this.store.open()).delete('outbox', n);
    await this.#told();
  }

  /** Rule 6: nothing may run after a sign-out. */
  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#channel?.close();
    this.#listeners.clear();
  }

  async #sendAll() {
    clearTimeout(this.#timer);
    do {
      this.#again = false;
      for (let entry = await this.#first(); entry && !this.#closed; entry = await this.#first()) {
        if (!(await this.#sendOne(entry))) return;
      }
    } while (this.#again && !this.#closed);
    if (!this.#closed) this.#show({ status: 'idle' });
  }

  /** Tells whether the next may go. */
  async #sendOne(entry: Entry): Promise<boolean> {
    this.#show({ status: 'sending' });
    try {
      const answer = await this.send(entry.query, { input: { ...entry.input, clientMutationId: entry.key } }, entry.viewer, AbortSignal.timeout(this.patience));
      await settle(await this.store.open(), entry, answer, this.handlers);
    } catch (error) {
      if (this.#closed) return false;
      if (error instanceof Refusal) await this.#park(entry, error.reasons);
      else if (error instanceof PermanentError) await this.#park(entry, [{ code: error.code, message: '', path: [] }]);
      else return this.#wait(entry, error);
    }
    await this.#told();
    return true;
  }

  async #wait(entry: Entry, error: unknown): Promise<false> {
    if (error instanceof AuthError) {
      this.#show({ status: 'signed-out' }); // not dropped, not counted: it goes on after signing in
      return false;
    }
    if (!isTemporary(error)) {
      this.#show({ status: 'unsaved' }); // the disk refused; the entry is still what it was
    } else {
      await this.#change(entry.n!, (now) => ({ ...now, tries: now.tries + 1 }));
      this.#show({ status: error instanceof NetworkError ? 'offline' : 'busy' });
    }
    this.#later(Math.max(error instanceof RetryableError ? error.after : 0, backoff(entry.tries)));
    this.#again = false; // a request that came in meanwhile waits with the others: order is kept
    return false;
  }

  #later(ms: number) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush().catch(() => undefined), ms);
  }

  /** An entry set aside takes along what was built upon it. */
  async #park(entry: Entry, why: Reason[]) {
    const db = await this.store.open();
    const tx = db.transaction('outbox', 'readwrite', { durability: 'strict' });
    const gone = new Set([entry.target]);
    for (const other of await tx.store.getAll()) {
      const self = other.n === entry.n;
      if (!self && !other.needs.some((need) => gone.has(need))) continue;
      gone.add(other.target);
      await tx.store.put({ ...other, state: 'parked', why: self ? why : [{ code: 'NEEDS_OTHER', message: '', path: [] }] });
    }
    await tx.done;
  }

  async #first(): Promise<Entry | undefined> {
    return (await (await this.store.open()).getAll('outbox')).find((entry) => entry.state === 'waiting');
  }

  async #change(n: number, change: (entry: Entry) => Entry) {
    const tx = (await this.store.open()).transaction('outbox', 'readwrite', { durability: 'strict' });
    const entry = await tx.store.get(n);
    if (entry) await tx.store.put(change(entry));
    await tx.done;
    await this.#told();
  }

  async #told() {
    await this.load();
    this.#channel?.postMessage(0);
  }

  #show(part: Partial<View>) {
    this.view = { ...this.view, ...part };
    for (const listener of this.#listeners) listener(this.view);
  }
}

/** 1, 2, 4 … 60 seconds, each times 0.5 to 1.5. */
export function backoff(tries: number, random = Math.random): number {
  return Math.min(60_000, 1000 * 2 ** tries) * (0.5 + random());
}
