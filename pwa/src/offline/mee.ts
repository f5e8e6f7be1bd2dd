/** Dossiers on the way. They lie on the disk under a key that no script can read and that goes with signing out;
 *  after the lease they stay shut until the server was seen again. So does a note that waits to be sent. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { PermanentError } from '../api/errors.ts';
import { pageOfDossiers, type DossierDoc } from '../api/mee.ts';
import { session } from '../api/session.ts';
import { clockAhead } from '../api/token.ts';
import type { Lock } from './drafts.ts';
import { cut, dossierFields } from './keeps.ts';
import { withLock } from './lock.ts';

/** Shut, with nothing readable but until when it opens, by the clock of the server. */
type Row = { id: string; tot: number; iv: Uint8Array<ArrayBuffer>; box: ArrayBuffer };
interface Shape extends DBSchema {
  docs: { key: string; value: Row };
  meta: { key: string; value: unknown };
}
export type Sealed = { iv: Uint8Array<ArrayBuffer>; box: ArrayBuffer };
export type Shelf = { open: (DossierDoc & { until: number })[]; locked: number };

/** phone.ts takes both away when somebody signs out. */
const prefix = 'buurtdorp-mee-';
const flag = 'buurtdorp-mee';
const limit = 50;
/** A clock may be a little off; one that goes back further is not believed. */
const slack = 5 * 60_000;
const listeners = new Set<() => void>();

/** Brings what was taken along, and takes away what may not stay. */
export async function pullMee(): Promise<void> {
  const viewer = session.viewer?.id;
  if (!viewer) return;
  await withLock(prefix + viewer, async () => {
    for (let full = true; full; ) {
      const at = await using(viewer, (db) => db.get('meta', 'at') as Promise<string | undefined>);
      try {
        const { documents, checkpoint } = await pageOfDossiers(at, limit);
        await keep(viewer, documents, checkpoint.cursor);
        full = documents.length >= limit;
      } catch (error) {
        if (!(error instanceof PermanentError && error.code === 'SYNC_RESET_REQUIRED')) throw error;
        await using(viewer, (db) => db.delete('meta', 'at'));
      }
    }
  });
  tell();
}

/** The rows, and how far they bring us, in one transaction. */
async function keep(viewer: string, documents: (DossierDoc & { _deleted: boolean })[], cursor: string) {
  const key = await keyOf(viewer);
  const rows = await Promise.all(documents.filter(({ _deleted }) => !_deleted).map(async (doc) => {
    return { id: doc.id, tot: Date.parse(doc.tot ?? ''), ...(await seal(key, cut(doc, dossierFields))) };
  }));
  await using(viewer, async (db) => {
    const tx = db.transaction(['docs', 'meta'], 'readwrite', { durability: 'strict' });
    for (const { id, _deleted } of documents) if (_deleted) await tx.objectStore('docs').delete(id);
    for (const row of rows) await tx.objectStore('docs').put(row);
    await tx.objectStore('meta').put(cursor, 'at');
    await tx.objectStore('meta').put(Date.now(), 'latest');
    await tx.objectStore('meta').put(clockAhead(), 'ahead');
    const left = await tx.objectStore('docs').count();
    await tx.done;
    note(left > 0);
  });
}

/** What may be read now. What is locked is only counted: not even a name is looked at. */
export async function shelf(): Promise<Shelf> {
  const viewer = session.viewer?.id;
  if (!viewer) return { open: [], locked: 0 };
  const key = await keyOf(viewer);
  return using(viewer, async (db) => {
    const rows = await db.getAll('docs');
    const latest = ((await db.get('meta', 'latest')) as number | undefined) ?? 0;
    const ahead = ((await db.get('meta', 'ahead')) as number | undefined) ?? 0;
    const now = Date.now();
    if (now > latest) await db.put('meta', now, 'latest');
    const free = now < latest - slack ? [] : rows.filter(({ tot }) => now < tot + ahead);
    const open = await Promise.all(free.map(async (row) => ({ ...(await unseal<DossierDoc>(key, row)), until: row.tot + ahead })));
    return { open: open.sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '')), locked: rows.length - open.length };
  });
}

/** For the outbox: the words of a note, shut until they are sent. */
export async function sealInput(input: Record<string, unknown>): Promise<{ sealed: Sealed }> {
  return { sealed: await seal(await keyOf(session.viewer!.id), input) };
}

export async function openInput<V>(viewer: string, variables: V): Promise<V> {
  const input = (variables as { input?: { sealed?: Sealed } }).input;
  if (!input?.sealed) return variables;
  const { sealed, ...rest } = input;
  return { ...variables, input: { ...(await unseal<object>(await keyOf(viewer), sealed)), ...rest } };
}

/** For what somebody types about a family: shut on the disk under her own key, and gone with it. */
export function lockOf(viewer: string): Lock {
  return { shut: async (what) => seal(await keyOf(viewer), what), open: async (sealed) => unseal(await keyOf(viewer), sealed) };
}

export function onMee(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

function tell() {
  for (const changed of listeners) changed();
}

function note(yes: boolean) {
  try {
    if (yes) localStorage.setItem(flag, '1');
    else localStorage.removeItem(flag);
  } catch {
    // private mode: nothing outlives the page anyway
  }
}

/** Opened for one thing at a time: an open handle would keep a sign-out waiting. */
async function using<T>(viewer: string, work: (db: IDBPDatabase<Shape>) => Promise<T>): Promise<T> {
  const db = await openDB<Shape>(prefix + viewer, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('docs', { keyPath: 'id' });
      fresh.createObjectStore('meta');
    },
  });
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

/** Made at the first use. It can be used and not be read, and is gone with its database. */
async function keyOf(viewer: string): Promise<CryptoKey> {
  const found = await using(viewer, (db) => db.get('meta', 'key') as Promise<CryptoKey | undefined>);
  if (found) return found;
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  return using(viewer, async (db) => {
    const tx = db.transaction('meta', 'readwrite', { durability: 'strict' });
    const first = (await tx.store.get('key')) as CryptoKey | undefined; // another tab was quicker
    if (!first) await tx.store.put(fresh, 'key');
    await tx.done;
    return first ?? fresh;
  });
}

async function seal(key: CryptoKey, what: object): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, box: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(JSON.stringify(what))) };
}

async function unseal<T>(key: CryptoKey, { iv, box }: Sealed): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, box))) as T;
}
