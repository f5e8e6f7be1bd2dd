/** What still has to reach the server. Durable before the first byte leaves; one sender over all
 *  tabs; in order; a temporary failure waits, a lost session pauses, a refusal is set aside and
 *  shown; success removes the entry and keeps the answer in one transaction (offline.md, 4.4). */
import { AuthError, isTemporary, NetworkError, PermanentError, RetryableError } from '../api/errors.ts';
import { allOrNothing, type Store } from './db.ts';
import { ifFree } from './lock.ts';
import { accepted, Refusal, settle, type Handlers, type Payload } from './settle.ts';

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
  /** How it was on the screen when somebody wished this: what the other did not touch is no conflict. */
  base?: unknown;
  /** How somebody else has made it meanwhile: she chooses between hers and theirs. */
  theirs?: unknown;
};
export type Reason = { code: string; message: string; path: string[] };
/** What was sent, and when: so that the screen can say so after the entry is gone. */
export type Receipt = { target: string; op: string; at: string };

export type Status = 'idle' | 'sending' | 'offline' | 'busy' | 'signed-out' | 'unsaved';
export type View = {
  entries: Entry[];
  receipts: Receipt[];
  status: Status;
  /** When something could not even be written down here, and nothing was since. */
  unkept?: string;
};
export type Send = (query: string, variables: unknown, as: string | null, signal: AbortSignal) => Promise<unknown>;
/** Sends several of one person at once, and tells of each what came of it. */
export type SendMany = (items: { query: string; variables: unknown }[], as: string | null, signal: AbortSignal) => Promise<Outcome[]>;
type Outcome = { data: unknown } | { error: unknown };
/** What goes in one request; it may be under way. */
type Sent = { batch: Entry[]; came?: Promise<Outcome[]> };
export type NewEntry = Pick<Entry, 'op' | 'query' | 'input' | 'target' | 'base'> & {
  key: string;
  needs?: string[];
  /** A second wish about the same thing is another one, unless it says the same: there, not there. */
  each?: boolean;
};

/** The phone did not take it: there is no room, or its storage is broken. Then nothing is said to be kept. */
export class NotKept extends Error {
  override name = 'NotKept';
}

export class Outbox {
  view: View = { entries: [], receipts: [], status: 'idle' };
  #listeners = new Set<(view: View) => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #again = false;
  #hurried = false;
  #closed = false;
  #known: Handlers | undefined;
  #channel: BroadcastChannel | undefined;
  #resting = new Set<() => void>();
  #ahead: Sent | undefined;

  constructor(
    private readonly store: Store,
    private readonly send: Send,
    /** What an answer means for what the phone keeps; code that may come in when there is something to send. */
    private readonly handlers: Handlers | (() => Promise<Handlers>),
    private readonly patience = 15_000,
    private readonly sendMany?: SendMany,
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
  async add({ each, ...entry }: NewEntry): Promise<Entry> {
    const fresh: Entry = {
      ...entry, viewer: this.store.viewer, needs: entry.needs ?? [], at: new Date().toISOString(), tries: 0, state: 'waiting',
    };
    let twin: Entry | undefined;
    try {
      const tx = (await this.store.open()).transaction('outbox', 'readwrite', { durability: 'strict' });
      twin = await allOrNothing(tx, async () => {
        const last = (await tx.store.getAll()).findLast((other) => other.target === entry.target && other.state === 'waiting');
        const same = last?.op === entry.op && (!each || wish(last.input) === wish(entry.input)); // yes, no, yes is three things; yes, yes is one
        if (!same) await tx.store.add(fresh);
        return same ? last : undefined;
      });
    } catch (error) {
      if (!this.#closed) this.#show({ unkept: fresh.at });
      throw new NotKept(String(error));
    }
    this.#show({ unkept: undefined });
    await this.#told();
    void this.#go().catch(() => undefined); // what went wrong is in the view
    return twin ?? fresh;
  }

  /** Sends what waits, now: somebody asks for it, or the internet is back. A try that is under way then, and fails,
   *  began before that: it says nothing of how it is now, and is not waited for as long as its tries. */
  async flush(): Promise<void> {
    this.#hurried = true;
    await this.#go();
  }

  /** Sends what waits, unless somebody is sending: then they go round once more. */
  async #go(): Promise<void> {
    this.#again = true;
    if (this.#closed) return;
    const mine = await ifFree(`${this.store.name}-outbox`, () => {
      this.#hurried = false;
      return this.#sendAll();
    });
    if (this.#closed) return;
    if (!mine) this.#later(1000); // another tab is at it; look whether it saw ours
    else if (this.#again) return this.#go();
  }

  async retry(n: number) {
    await this.#change(n, (entry) => ({ ...entry, state: 'waiting', tries: 0, why: undefined }));
    await this.flush();
  }

  /** Hers stays, upon what the other made of it. */
  async mine(n: number) {
    await this.#change(n, (entry) => ({ ...rebased(entry, { ...entry.input, baseVersion: versionOf(entry.theirs) }), state: 'waiting', tries: 0, why: undefined }));
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
    this.#rest();
  }

  /** When nothing is on its way: what is read meanwhile would be old at once, and takes the line from what is sent. */
  async quiet(): Promise<void> {
    if (this.view.status === 'sending' && !this.#closed) await new Promise<void>((done) => this.#resting.add(done));
  }

  #rest() {
    for (const done of this.#resting) done();
    this.#resting.clear();
  }

  async #sendAll() {
    clearTimeout(this.#timer);
    do {
      this.#again = false;
      for (let next: Sent = { batch: await this.#next() }; next.batch[0] && !this.#closed; next = this.#ahead ?? { batch: await this.#next() }) {
        this.#ahead = undefined;
        if (!(await this.#send(next))) return;
      }
    } while (this.#again && !this.#closed);
    if (!this.#closed) this.#show({ status: 'idle' });
  }

  /** Tells whether the next may go. */
  async #send({ batch, came }: Sent): Promise<boolean> {
    this.#show({ status: 'sending' });
    try {
      return await this.#settle(batch, await (came ?? this.#ask(batch)));
    } catch (error) {
      return !this.#closed && (await this.#failed(batch[0]!, error));
    } finally {
      if (!this.#closed) await this.#told();
    }
  }

  async #ask(batch: Entry[]): Promise<Outcome[]> {
    const items = batch.map(({ query, input, key }) => ({ query, variables: { input: { ...input, clientMutationId: key } } }));
    const signal = AbortSignal.timeout(this.patience);
    const { viewer } = batch[0]!;
    this.#known ??= typeof this.handlers === 'function' ? await this.handlers().catch((error: unknown) => Promise.reject(new NetworkError(String(error)))) : this.handlers;
    if (batch.length > 1 && this.sendMany) return this.sendMany(items, viewer, signal);
    return [{ data: await this.send(items[0]!.query, items[0]!.variables, viewer, signal) }];
  }

  /** All of these got through: what comes next may leave while they are written down. When that fails they are sent
   *  again, both, and have had their one effect. */
  async #goAhead(behind: Entry[]) {
    const batch = await this.#next(behind);
    if (!batch[0] || this.#closed) return;
    const came = this.#ask(batch);
    came.catch(() => undefined); // whoever takes it up hears of it
    this.#ahead = { batch, came };
  }

  /** What got through is written down together; where one did not, the order is: those before it, and then it. */
  async #settle(batch: Entry[], came: Outcome[]): Promise<boolean> {
    let done: { entry: Entry; payload: Payload }[] = [];
    for (const [i, entry] of batch.entries()) {
      try {
        const one = came[i]!;
        if ('error' in one) throw one.error;
        done.push({ entry, payload: accepted(entry, one.data, this.#known!) });
      } catch (error) {
        if (!(await this.#write(done)) || this.#closed || !(await this.#failed(entry, error))) return false;
        done = [];
      }
    }
    if (done.length === batch.length && !this.#closed) await this.#goAhead(batch);
    return this.#write(done);
  }

  /** Together; and where the phone does not take it so, each for itself, as far as it goes. */
  async #write(done: { entry: Entry; payload: Payload }[]): Promise<boolean> {
    if (this.#closed) return false;
    if (!done.length) return true;
    try {
      await settle(await this.store.open(), done, this.#known!);
      return true;
    } catch (error) {
      if (this.#closed) return false;
      if (done.length === 1) return this.#failed(done[0]!.entry, error);
    }
    for (const one of done) if (!(await this.#write([one]))) return false;
    return true;
  }

  /** A refusal is set aside and the next may go; anything else waits. */
  async #failed(entry: Entry, error: unknown): Promise<boolean> {
    if (error instanceof Refusal) await this.#refused(entry, error);
    else if (error instanceof PermanentError) await this.#park(entry, [{ code: error.code, message: '', path: [] }]);
    else return this.#wait(entry, error);
    return true;
  }

  /** Somebody else was first: her wish goes again if it touches nothing of that; or she chooses. */
  async #refused(entry: Entry, { reasons, current }: Refusal) {
    const conflict = current !== undefined && reasons.every(({ code }) => code === 'CONFLICT');
    const input = conflict ? this.#known![entry.op]?.rebase?.(entry, current as never) : undefined;
    if (input) await this.#change(entry.n!, (now) => rebased(now, input));
    else await this.#park(conflict ? { ...entry, theirs: current } : entry, reasons);
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
    this.#later(Math.max(error instanceof RetryableError ? error.after : 0, backoff(this.#hurried ? 0 : entry.tries)));
    this.#hurried = false;
    this.#again = false; // a request that came in meanwhile waits with the others: order is kept
    return false;
  }

  #later(ms: number) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#go().catch(() => undefined), ms);
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
      await tx.store.put({ ...other, ...(self && { theirs: entry.theirs }), state: 'parked', why: self ? why : [{ code: 'NEEDS_OTHER', message: '', path: [] }] });
    }
    await tx.done;
  }

  /** What goes next: the first that waits, and with it those behind it of the same person. One
   *  that needs another of them waits for its answer; what failed before goes alone. */
  async #next(behind: Entry[] = []): Promise<Entry[]> {
    const gone = new Set(behind.map(({ n }) => n));
    const waiting = (await (await this.store.open()).getAll('outbox')).filter(({ n, state }) => state === 'waiting' && !gone.has(n));
    const first = waiting[0];
    if (!first || !this.sendMany || first.tries > 0) return waiting.slice(0, 1);
    const batch: Entry[] = [];
    let room = mostBytes;
    for (const entry of waiting) {
      room -= JSON.stringify([entry.query, entry.input]).length;
      if (batch.length && (batch.length === mostAtOnce || room < 0 || entry.tries > 0 || entry.viewer !== first.viewer
        || entry.needs.some((need) => batch.some(({ target }) => target === need)))) break;
      batch.push(entry);
    }
    return batch;
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
    if (this.view.status !== 'sending') this.#rest();
  }
}

/** What a second tap says, beside the id that it made for it and the version it saw. */
function wish({ id: _id, baseVersion: _seen, ...rest }: Record<string, unknown>): string {
  return JSON.stringify(rest);
}

/** Another input is another request. */
function rebased(entry: Entry, input: Record<string, unknown>): Entry {
  return { ...entry, input, key: crypto.randomUUID(), theirs: undefined };
}

function versionOf(node: unknown): unknown {
  return (node as { version?: number } | undefined)?.version;
}

/** What the server takes in one request (docs/api-sync.md), with room for names in other alphabets. */
const mostAtOnce = 25;
const mostBytes = 80_000;

/** 1, 2, 4 … 60 seconds, each times 0.5 to 1.5. */
export function backoff(tries: number, random = Math.random): number {
  return Math.min(60_000, 1000 * 2 ** tries) * (0.5 + random());
}
