/** The one place that opens IndexedDB. The name holds the viewer, so that what one person
 *  wrote on a phone is never found, or sent, by the next. */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import type { Entry, Receipt } from './outbox.ts';
import type { Draft } from './drafts.ts';

export interface Shape extends DBSchema {
  drafts: { key: string; value: Draft };
  outbox: { key: number; value: Entry };
  receipts: { key: string; value: Receipt };
  /** Last answers of the server, for reading without internet. */
  snaps: { key: string; value: Snap };
}
export type Snap = { data: unknown; at: string };
type Upgrade = (db: IDBPDatabase<Shape>, tx: IDBPTransaction<Shape, (keyof ShapeStores)[], 'versionchange'>) => void;
type ShapeStores = Pick<Shape, 'drafts' | 'outbox' | 'receipts' | 'snaps'>;

/** Numbered steps: add one below, never change one that was released. */
const steps: Upgrade[] = [
  (db) => {
    db.createObjectStore('drafts');
    db.createObjectStore('outbox', { keyPath: 'n', autoIncrement: true });
    db.createObjectStore('receipts', { keyPath: 'target' });
    db.createObjectStore('snaps');
  },
];

export const guest = 'gast';
const prefix = 'buurtdorp-';

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
      upgrade: (db, from, _to, tx) => steps.slice(from).forEach((step) => step(db, tx as never)),
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
    await new Promise<void>((done) => {
      const request = indexedDB.deleteDatabase(this.name);
      request.onsuccess = request.onerror = request.onblocked = () => done();
    });
  }
}
