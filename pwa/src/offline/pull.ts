/** Brings what this person may see to the phone, and takes away what she may not see any more
 *  (docs/api-sync.md). A page and how far it brings us are written in one transaction: whatever breaks in between
 *  is sent again. Nobody has to remember to pull: it happens at the start, when the line comes back, when the app
 *  comes to the front, and when the server says that there is something. */
import { isTemporary, PermanentError } from '../api/errors.ts';
import { delay, type Stop } from '../api/sse.ts';
import type { Docs, Kind } from '../api/sync.ts';
import { allOrNothing, kinds, type Snap, type Store } from './db.ts';
import { cut } from './keeps.ts';
import { ifFree } from './lock.ts';

export const limit = 500;

export type Doc = Docs[Kind] & { _deleted?: boolean };
export type Page = { documents: Doc[]; checkpoint: { cursor: string } };
/** One page of each, or why there is none. */
export type Ask = (wanted: { kind: Kind; cursor: string | null }[], signal: AbortSignal) => Promise<(Page | { error: unknown })[]>;
/** Which documents came, changed or went, of what was there before. */
export type Changed = Partial<Record<Kind, string[]>>;
export type Checkpoint = { cursor: string; at: string };

type Written = { kind: Kind; documents: Doc[]; cursor: string; fields: readonly string[]; anew: boolean };
type Snaps = { getAllKeys(): Promise<string[]>; get(key: string): Promise<Snap | undefined>; put(value: Snap, key: string): Promise<unknown>; delete(key: string): Promise<void> };
type Rows = { getAllKeys(): Promise<string[]>; get(id: string): Promise<{ version: number } | undefined>; put(doc: never): Promise<unknown>; delete(id: string): Promise<void>; clear(): Promise<void> };

type Options = {
  /** Which fields of which kinds this person keeps: asked each time, for roles change. */
  keeps: () => Partial<Record<Kind, readonly string[]>>;
  ask: Ask;
  /** Opens the line on which the server says that there is something. */
  listen?: (heard: () => void, opened: () => void) => Stop;
  /** What the pull waits for: that nothing is being sent. */
  quiet?: () => Promise<void>;
  patience?: number;
};

export class Puller {
  #listeners = new Set<(changed: Changed) => void>();
  #channel: BroadcastChannel | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stops: Stop[] = [];
  #again = false;
  #failures = 0;
  #closed = false;

  constructor(private readonly store: Store, private readonly options: Options) {
    if (typeof BroadcastChannel === 'undefined') return;
    this.#channel = new BroadcastChannel(`${store.name}-pull`);
    this.#channel.onmessage = ({ data }) => this.#tell(data as Changed);
  }

  subscribe(listener: (changed: Changed) => void): Stop {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A page in the background holds no line: it looks when it comes to the front. */
  start() {
    const soon = () => void this.pull().catch(() => undefined);
    let line: Stop | undefined;
    const turn = () => {
      line?.();
      line = undefined;
      if (document.hidden || this.#closed) return;
      line = this.options.listen?.(soon, soon);
      soon();
    };
    addEventListener('online', soon);
    document.addEventListener('visibilitychange', turn);
    this.#stops.push(() => removeEventListener('online', soon), () => document.removeEventListener('visibilitychange', turn), () => line?.());
    turn();
  }

  /** Pulls until all pages are short. Resolves when that is so, or when another tab is at it; rejects when it failed,
   *  and is then tried again by itself. */
  async pull(): Promise<void> {
    this.#again = true;
    if (this.#closed) return;
    clearTimeout(this.#timer);
    try {
      const mine = await ifFree(`${this.store.name}-pull`, async () => {
        while (this.#again && !this.#closed) {
          await this.options.quiet?.();
          if (this.#closed) return;
          this.#again = false;
          await this.#round();
        }
      });
      this.#failures = 0;
      if (!mine) this.#later(500 + 500 * Math.random()); // another tab may have asked before our reason came
    } catch (error) {
      if (!this.#closed && isTemporary(error)) this.#later(delay(this.#failures++));
      throw error;
    }
  }

  /** Nothing may run after a sign-out. */
  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const stop of this.#stops) stop();
    this.#channel?.close();
    this.#listeners.clear();
  }

  #later(ms: number) {
    clearTimeout(this.#timer);
    if (!this.#closed) this.#timer = setTimeout(() => void this.pull().catch(() => undefined), ms);
  }

  async #round() {
    const keeps = this.options.keeps();
    await this.#drop(kinds.filter((kind) => !keeps[kind]));
    /** Of a kind that starts anew, all pages: what was there goes when they have come, and not before. */
    const anew = new Map<Kind, Doc[]>();
    for (let wanted = kinds.filter((kind) => keeps[kind]), cursors = await this.#cursors(); wanted.length;) {
      const pages = await this.options.ask(wanted.map((kind) => ({ kind, cursor: cursors[kind] ?? null })), AbortSignal.timeout(this.options.patience ?? 15_000));
      if (this.#closed) return;
      const more: Kind[] = [];
      const came: Written[] = [];
      for (const [i, kind] of wanted.entries()) {
        const page = pages[i]!;
        if ('error' in page) {
          if (!isReset(page.error) || anew.has(kind)) throw page.error;
          anew.set(kind, []);
          cursors[kind] = undefined;
          more.push(kind);
          continue;
        }
        cursors[kind] = page.checkpoint.cursor;
        const full = page.documents.length >= limit;
        if (full) more.push(kind);
        const held = anew.get(kind);
        held?.push(...page.documents);
        if (!held || !full) came.push({ kind, documents: held ?? page.documents, cursor: page.checkpoint.cursor, fields: keeps[kind]!, anew: held !== undefined });
      }
      await this.#write(came);
      wanted = more;
    }
  }

  async #cursors(): Promise<Partial<Record<Kind, string>>> {
    const db = await this.store.open();
    const found = await Promise.all(kinds.map(async (kind) => [kind, (await db.get('checkpoints', kind))?.cursor] as const));
    return Object.fromEntries(found.filter(([, cursor]) => cursor));
  }

  /** All that came in one answer, and how far it brings us: a home is never without the half of it. */
  async #write(came: Written[]) {
    if (!came.length) return;
    const tx = (await this.store.open()).transaction([...came.map(({ kind }) => kind), 'checkpoints', 'snaps'], 'readwrite');
    const at = new Date().toISOString();
    const changed: Changed = {};
    await allOrNothing(tx, async () => {
      for (const page of came) {
        const first = !page.anew && (await tx.objectStore('checkpoints').get(page.kind)) === undefined;
        const ids = await put(tx.objectStore(page.kind), page);
        await tx.objectStore('checkpoints').put({ cursor: page.cursor, at }, page.kind);
        // The first time all of it is new, and that is no news; but a koppeling may have been interrupted, or her
        // matcher taken a step, after the screen read it and before anybody listened.
        if (ids.length && (!first || ['koppelingen', 'families'].includes(page.kind))) changed[page.kind] = ids;
        await forget(tx.objectStore('snaps'), page);
      }
    });
    this.#tell(changed); // also that the line works is news, to who had to do without
    if (Object.keys(changed).length) this.#channel?.postMessage(changed);
  }

  /** What a former role kept. */
  async #drop(gone: Kind[]) {
    if (!gone.length) return;
    const tx = (await this.store.open()).transaction([...gone, 'checkpoints', 'snaps'], 'readwrite');
    await allOrNothing(tx, async () => {
      for (const kind of gone) {
        await tx.objectStore(kind).clear();
        await tx.objectStore('checkpoints').delete(kind);
      }
      const lost = kinds.filter((kind) => gone.includes(kind)).map((kind) => ({ signups: evening, koppelingen: farewell, meetups: undefined, families: undefined })[kind]);
      for (const key of await tx.objectStore('snaps').getAllKeys()) if (lost.some((prefix) => prefix && key.startsWith(prefix))) await tx.objectStore('snaps').delete(key);
    });
  }

  #tell(changed: Changed) {
    for (const listener of this.#listeners) listener(changed);
  }
}

/** Gives what is other than it was. */
async function put(rows: Rows, { documents, fields, anew }: Written): Promise<string[]> {
  const changed = new Set(anew ? await rows.getAllKeys() : []);
  if (anew) await rows.clear();
  for (const doc of documents) {
    if (!doc._deleted) {
      const held = await rows.get(doc.id);
      if (held && held.version > doc.version) continue; // our own answer came while this page was on its way
      await rows.put(cut(doc, fields) as never);
    } else await rows.delete(doc.id);
    changed.add(doc.id);
  }
  return [...changed];
}

/** A host's evening (keeps.ts) is an answer of its own; it goes with its meetup, with the role, and a household of it
 *  with its sign-up. A farewell goes with its koppeling. */
async function forget(snaps: Snaps, { kind, documents, fields, anew }: Written) {
  const gone = new Set(documents.filter(({ _deleted }) => _deleted).map(({ id }) => id));
  if (kind === 'koppelingen' && (anew || gone.size)) {
    const there = new Set(documents.filter(({ _deleted }) => !_deleted).map(({ id }) => id));
    for (const key of (await snaps.getAllKeys()).filter((name) => name.startsWith(farewell))) {
      const id = key.slice(farewell.length);
      if (anew ? !there.has(id) : gone.has(id)) await snaps.delete(key);
    }
  }
  const hosts = kind !== 'signups' || fields.includes('name');
  if (kind === 'koppelingen' || (hosts && !gone.size)) return;
  for (const key of (await snaps.getAllKeys()).filter((name) => name.startsWith(evening))) {
    if (!hosts || gone.has(key.slice(evening.length))) {
      await snaps.delete(key);
      continue;
    }
    const snap = (await snaps.get(key)) as Snap & { data: { signups?: { id: string }[] } };
    await snaps.put({ ...snap, data: { ...snap.data, signups: snap.data.signups?.filter(({ id }) => !gone.has(id)) } }, key);
  }
}

const evening = 'host:';
const farewell = 'afscheid:';

function isReset(error: unknown): boolean {
  return error instanceof PermanentError && error.code === 'SYNC_RESET_REQUIRED';
}

