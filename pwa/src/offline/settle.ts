import type { IDBPDatabase, IDBPTransaction } from 'idb';
import type { Docs, Kind } from '../api/sync.ts';
import { allOrNothing, type Shape, type Snap } from './db.ts';
import { cutAnswer } from './keeps.ts';
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

type Tx = IDBPTransaction<Shape, ('outbox' | 'snaps' | 'receipts' | Kind)[], 'readwrite'>;

/** What the phone keeps, as one answer may change it. */
export class Kept {
  constructor(private readonly tx: Tx, private readonly viewer: string | null, private readonly now: string) {}

  /** Changes a document that is there, or writes a new one when all of it is known. */
  async doc<K extends Kind>(kind: K, id: string, change: Partial<Docs[K]>, whole = false) {
    const rows = this.tx.objectStore(kind);
    const held = await rows.get(id);
    if (!held && !whole) return; // not kept here, or not any more: the next pull knows
    if (held && (change.version ?? held.version) < held.version) return;
    await rows.put({ ...held, ...change, id } as never);
  }

  async snap<T>(key: string): Promise<T | undefined> {
    return ((await this.tx.objectStore('snaps').get(key)) as Snap | undefined)?.data as T | undefined;
  }

  async putSnap(key: string, data: unknown) {
    await this.tx.objectStore('snaps').put({ data: cutAnswer(key, data, this.viewer), at: this.now }, key);
  }
}

/** The answer and the end of the entry, in ONE transaction: otherwise a screen forgets for a
 *  moment what it just did. */
export async function settle(db: IDBPDatabase<Shape>, entry: Entry, answer: unknown, handlers: Handlers) {
  const payload = (answer as Record<string, Payload | null>)[entry.op];
  if (!payload) throw new Refusal([{ code: 'NO_PAYLOAD', message: '', path: [] }]);
  const { merge, fine = [] } = handlers[entry.op] ?? {};
  const refused = (payload.userErrors ?? []).filter(({ code }) => !fine.includes(code));
  if (refused.length) throw new Refusal(refused.map(({ code, message, path }) => ({ code, message, path })), refused.find(({ current }) => current)?.current);

  const now = new Date().toISOString();
  const tx = db.transaction(['outbox', 'snaps', 'receipts', 'meetups', 'signups', 'koppelingen'], 'readwrite', { durability: 'strict' });
  await allOrNothing(tx, async () => {
    await merge?.(new Kept(tx, entry.viewer, now), payload, entry);
    await tx.objectStore('receipts').put({ target: entry.target, op: entry.op, at: now });
    await tx.objectStore('outbox').delete(entry.n!);
  });
}
