import type { IDBPDatabase, IDBPTransaction } from 'idb';
import type { Docs, Kind } from '../api/sync.ts';
import { allOrNothing, type Shape, type Snap } from './db.ts';
import { cut, cutAnswer } from './keeps.ts';
import type { Entry, Reason } from './outbox.ts';

export type Payload = { userErrors?: (Reason & { current?: unknown })[] } & Record<string, unknown>;
/** How the answer to one kind of mutation changes what the phone keeps. */
export type Merge = (kept: Kept, payload: Payload, entry: Entry) => Promise<void>;
/** Somebody else was first: the same wish upon what is there now, when it does not touch what the other changed. */
export type Rebase = (entry: Entry, current: never) => Record<string, unknown> | undefined;
export type Handlers = Record<string, { merge?: Merge; fine?: string[]; rebase?: Rebase }>;

/** The server understood, and said no: its own words, per field; and how it is now, when somebody else was first. */
export class Refusal extends Error {
  override name = 'Refusal';
  constructor(readonly reasons: Reason[], readonly current?: unknown) {
    super(reasons.map(({ code }) => code).join());
  }
}

type Tx = IDBPTransaction<Shape, ('drafts' | 'outbox' | 'snaps' | 'receipts' | Kind)[], 'readwrite'>;

/** What the phone keeps, as one answer may change it. */
export class Kept {
  /** What is being written: nobody waits for each of them, only for the end of all. */
  readonly writing: Promise<unknown>[] = [];

  constructor(private readonly tx: Tx, private readonly viewer: string | null, private readonly now: string) {}

  /** Changes a document that is there, or writes a new one when all of it is known. */
  async doc<K extends Kind>(kind: K, id: string, change: Partial<Docs[K]>, whole = false) {
    const rows = this.tx.objectStore(kind);
    const held = await rows.get(id);
    if (!held && !whole) return; // not kept here, or not any more: the next pull knows
    if (held && (change.version ?? held.version) < held.version) return;
    this.write(rows.put({ ...held, ...change, id } as never));
  }

  async snap<T>(key: string): Promise<T | undefined> {
    return ((await this.tx.objectStore('snaps').get(key)) as Snap | undefined)?.data as T | undefined;
  }

  async putSnap(key: string, data: unknown) {
    this.write(this.tx.objectStore('snaps').put({ data: cutAnswer(key, data, this.viewer), at: this.now }, key));
  }

  /** Of a form that got through, only what the page that says so shows: the rest is with the server now. */
  async draft(kind: string, { key }: Entry, names: readonly string[]) {
    const rows = this.tx.objectStore('drafts');
    const held = await rows.get(kind);
    const answers = held?.answers as ({ ids?: { key: string } } & object) | undefined;
    if (held && answers?.ids?.key === key) this.write(rows.put({ ...held, answers: cut(answers, names) }, kind));
  }

  /** In a transaction, what is asked later is done later: a read behind this one sees it. */
  write(one: Promise<unknown>) {
    one.catch(() => undefined); // said at the end, with the transaction
    this.writing.push(one);
  }
}

/** The answers and the end of their entries, in ONE transaction: otherwise a screen forgets for a moment what it
 *  just did. What came in one answer is one transaction: a disk is asked to be sure once, and not 25 times. */
export async function settle(db: IDBPDatabase<Shape>, done: { entry: Entry; payload: Payload }[], handlers: Handlers) {
  const now = new Date().toISOString();
  const writing: Promise<unknown>[] = [];
  const tx = db.transaction(['drafts', 'outbox', 'snaps', 'receipts', 'meetups', 'signups', 'koppelingen'], 'readwrite', { durability: 'strict' });
  await allOrNothing(tx, async () => {
    for (const { entry, payload } of done) {
      const kept = new Kept(tx, entry.viewer, now);
      await handlers[entry.op]?.merge?.(kept, payload, entry);
      kept.write(tx.objectStore('receipts').put({ target: entry.target, op: entry.op, at: now }));
      kept.write(tx.objectStore('outbox').delete(entry.n!));
      writing.push(...kept.writing);
    }
    await Promise.all(writing);
  });
}

/** What the server says to an entry, when that is yes; a no is a Refusal. */
export function accepted(entry: Entry, answer: unknown, handlers: Handlers): Payload {
  const payload = (answer as Record<string, Payload | null>)[entry.op];
  if (!payload) throw new Refusal([{ code: 'NO_PAYLOAD', message: '', path: [] }]);
  const fine = handlers[entry.op]?.fine ?? [];
  const refused = (payload.userErrors ?? []).filter(({ code }) => !fine.includes(code));
  if (refused.length) throw new Refusal(refused.map(({ code, message, path }) => ({ code, message, path })), refused.find(({ current }) => current)?.current);
  return payload;
}
