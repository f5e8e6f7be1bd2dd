/** What this phone holds, and for whom. A visitor's box stays open beside the viewer's: what was
 *  written before signing in is sent as a visitor, whoever signs in later (offline.md, 4.4 rule 7). */
import { send, sendMany } from '../api/graphql.ts';
import { forget, session } from '../api/session.ts';
import { accessToken, post, whenEnded } from '../api/token.ts';
import { Store } from './db.ts';
import { Follower } from './follow.ts';
import { Outbox } from './outbox.ts';
import { unsent } from './unsent.ts';

/** A visitor has nothing of her own to pull. */
export type Box = { store: Store; outbox: Outbox; puller?: Follower };

const owed = 'buurtdorp-wissen';
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('buurtdorp-uit');
const visitor = open(null);
let mine: Box | undefined;
// From the first line on: who signs out in one tab may do so before another has begun to send.
if (channel) channel.onmessage = () => void leave().then(() => location.assign('/'));

/** The box of who uses the app now: the viewer's, or the visitor's. */
export function box(): Box {
  const id = session.viewer?.id;
  if (!id) return visitor;
  if (mine?.store.viewer !== id) {
    mine?.outbox.close();
    mine?.puller?.close();
    mine = open(id);
  }
  return mine!;
}

/** All of them: the viewer's and the visitor's. */
export function boxes(): Box[] {
  return [...new Set([visitor, box()])];
}

export function visitorBox(): Box {
  return visitor;
}

/** Sends what waits: at the start, when the internet comes back, when the app comes to the front. */
export async function startSending() {
  const flush = () => {
    for (const { outbox } of boxes()) void outbox.flush().catch(() => undefined);
    void payWhatIsOwed();
  };
  addEventListener('online', flush);
  document.addEventListener('visibilitychange', () => document.hidden || flush());
  whenEnded(() => void endedElsewhere());
  await Promise.all(boxes().map(({ outbox }) => outbox.load().catch(() => undefined)));
  flush();
  box().puller?.start();
}

/** Everything of this person leaves the phone; then the server may forget the session. Without
 *  internet we remember that the server still has to be told: its answer also clears the disk.
 *  The other tabs are told before the database goes, or one of them would bring it back. */
export async function signOut() {
  const store = await leave();
  note(true);
  forget();
  channel?.postMessage('out');
  await store?.destroy();
  await payWhatIsOwed();
}

/** She signed out here from another device: it all goes, also what was not sent, and how much that was is said. */
async function endedElsewhere() {
  const left = mine?.outbox.view.entries.length ?? 0;
  const store = await leave();
  forget();
  channel?.postMessage('out');
  await store?.destroy();
  location.assign(`/inloggen?elders=${left}`);
}

/** Lets go of the viewer's box in this tab, for good. */
async function leave(): Promise<Store | undefined> {
  const left = mine;
  mine = undefined;
  left?.outbox.close();
  left?.puller?.close();
  await left?.store.close();
  if (left?.store.viewer) await forgetMee(left.store.viewer);
  await globalThis.caches?.delete('gedeeld').catch(() => undefined); // shared.ts
  return left?.store;
}

async function payWhatIsOwed() {
  if (!isOwed() || session.viewer) return;
  const answer = await post('/auth/logout').catch(() => undefined);
  if (answer && answer.status < 500) note(false);
}

function open(viewer: string | null): Box {
  const store = new Store(viewer);
  const sender = async (query: string, variables: unknown, as: string | null, signal: AbortSignal) => send(query, await opened(variables, as), { as, signal });
  const outbox = new Outbox(store, sender, async () => (await import('../flows/handlers.ts')).handlers, undefined, async (items, as, signal) => sendMany(await Promise.all(items.map(async (one) => ({ ...one, variables: await opened(one.variables, as) }))), { as, signal }));
  if (viewer) outbox.subscribe(({ entries }) => unsent(entries.length, () => post('/auth/unsent')));
  return viewer === null ? { store, outbox } : { store, outbox, puller: new Follower(async (tell) => (await import('./pulling.ts')).pulling(store, viewer, tell, () => outbox.quiet())) };
}

/** What was written on a visit lies shut, and opens here, on its way out. */
async function opened(variables: unknown, as: string | null): Promise<unknown> {
  const sealed = (variables as { input?: { sealed?: unknown } }).input?.sealed;
  return sealed && as ? (await import('./mee.ts')).openInput(as, variables) : variables;
}

/** What went along, and the key it lies under (mee.ts). */
async function forgetMee(viewer: string) {
  try {
    localStorage.removeItem('buurtdorp-mee');
  } catch {
    // private mode
  }
  await new Promise<void>((done) => {
    const request = indexedDB.deleteDatabase(`buurtdorp-mee-${viewer}`);
    request.onsuccess = request.onerror = request.onblocked = () => done();
  });
}

/** Whether a dossier is along, without opening anything: a hint, for where to begin (mee.ts). */
export function hasMee(): boolean {
  try {
    return localStorage.getItem('buurtdorp-mee') !== null;
  } catch {
    return false;
  }
}

function isOwed(): boolean {
  try {
    return localStorage.getItem(owed) !== null;
  } catch {
    return false;
  }
}

function note(yes: boolean) {
  try {
    if (yes) localStorage.setItem(owed, '1');
    else localStorage.removeItem(owed);
  } catch {
    // private mode: nothing outlives the page anyway
  }
}

/** After signing in: the token is there, so what paused can go. */
export async function resumeSending() {
  await accessToken();
  const { outbox, puller } = box();
  await outbox.load();
  puller?.start();
  await outbox.flush();
}
