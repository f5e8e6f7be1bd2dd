/** The one place that opens IndexedDB. The name holds the viewer, so that what one person
 *  wrote on a phone is never found, or sent, by the next. */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import type { Docs, Kind } from '../api/sync.ts';
import { cutAnswer, mayKeep } from './keeps.ts';
import type { Entry, Receipt } from './outbox.ts';
import type { Draft } from './drafts.ts';
import type { Checkpoint } from './pull.ts';
import { begins, ends } from './wiped.ts';

export interface Shape extends DBSchema {
  drafts: { key: string; value: Draft };
  outbox: { key: number; value: Entry };
  receipts: { key: string; value: Receipt };
  /** Last answers of the server, for reading without internet. */
  snaps: { key: string; value: Snap };
  /** What the server says this person may see, kept up to date by pull.ts and by our own answers. */
  meetups: { key: string; value: Docs['meetups'] };
  signups: { key: string; value: Docs['signups'] };
  koppelingen: { key: string; value: Docs['koppelingen'] };
  families: { key: string; value: Docs['families'] };
  checkpoints: { key: Kind; value: Checkpoint };
}
export type Snap = { data: unknown; at: string };
type Names = ('drafts' | 'outbox' | 'receipts' | 'snaps' | Kind | 'checkpoints')[];
type Upgrade = (db: IDBPDatabase<Shape>, tx: IDBPTransaction<Shape, Names, 'versionchange'>) => void;

/** Numbered steps: add one below, never change one that was released. */
const steps: Upgrade[] = [
  (db) => {
    db.createObjectStore('drafts');
    db.createObjectStore('outbox', { keyPath: 'n', autoIncrement: true });
    db.createObjectStore('receipts', { keyPath: 'target' });
    db.createObjectStore('snaps');
  },
  (db, tx) => {
    for (const kind of ['meetups', 'signups', 'koppelingen'] as const) db.createObjectStore(kind, { keyPath: 'id' });
    db.createObjectStore('checkpoints');
    void tidySnaps(db.name, tx.objectStore('snaps'));
  },
  (db) => void db.createObjectStore('families', { keyPath: 'id' }),
];

type Snaps = { getAllKeys(): Promise<string[]>; get(key: string): Promise<Snap | undefined>; put(value: Snap, key: string): Promise<unknown>; delete(key: string): Promise<void> };

/** What is a document now goes from the answers, and of the others what may stay stays. */
async function tidySnaps(name: string, snaps: Snaps) {
  const viewer = name === prefix + guest ? null : name;
  for (const key of await snaps.getAllKeys()) {
    const snap = await snaps.get(key);
    if (snap && mayKeep(key, viewer)) await snaps.put({ ...snap, data: cutAnswer(key, snap.data, viewer) }, key);
    else await snaps.delete(key);
  }
}

export const guest = 'gast';
const prefix = 'buurtdorp-';
/** What is kept as documents, and kept up to date by the pull. */
export const kinds = ['meetups', 'signups', 'koppelingen', 'families'] as const satisfies Kind[];

export class Store {
  readonly name: string;
  #db: Promise<IDBPDatabase<Shape>> | undefined;
  #closed = false;

  /** `viewer` is a user's id, or null for somebody who has not signed in. */
  constructor(readonly viewer: string | null) {
    this.name = prefix + (viewer ?? guest);
  }

  open(): Promise<IDBPDatabase<Shape>> {
    if (this.#closed) return Promise.reject(new Error('this store is closed'));
    return (this.#db ??= openDB<Shape>(this.name, steps.length, {
      upgrade: (db, from, _to, tx) => {
        if (!from) begins(this.name);
        steps.slice(from).forEach((step) => step(db, tx));
      },
      blocking: () => void this.#release(), // a newer version, or a sign-out elsewhere, wants it
      terminated: () => (this.#db = undefined),
    }).catch((error) => {
      this.#db = undefined;
      throw error;
    }));
  }

  async #release() {
    const db = this.#db;
    this.#db = undefined;
    (await db)?.close();
  }

  /** After this nothing can bring the database back: a late timer did, in the lab. */
  async close() {
    this.#closed = true;
    await this.#release().catch(() => undefined);
  }

  async destroy() {
    await this.close();
    ends(this.name);
    await new Promise<void>((done) => {
      const request = indexedDB.deleteDatabase(this.name);
      request.onsuccess = request.onerror = request.onblocked = () => done();
    });
  }
}

/** Does all of it, or nothing: what throws half way undoes what came before. Resolves when it is on disk. */
export async function allOrNothing<T>(tx: { done: Promise<void>; abort(): void }, work: () => Promise<T>): Promise<T> {
  const done = tx.done.then(() => undefined, (error: unknown) => error ?? new Error('aborted'));
  try {
    const result = await work();
    const failed = await done;
    if (failed) throw failed;
    return result;
  } catch (error) {
    try {
      tx.abort();
    } catch {
      // it is over already
    }
    await done;
    throw error;
  }
}
