/** What screens read when there is no internet: one place for each thing. Documents come from the pull
 *  (offline/pull.ts), a household's own facts and what is public from the last answer (offline/snaps.ts). */
import type { Koppeling, Me } from '../api/me.ts';
import type { Meetup } from '../api/meetups.ts';
import type { Docs, Kind } from '../api/sync.ts';
import { kinds, type Store } from '../offline/db.ts';
import { dropSnaps, readSnap, writeSnap } from '../offline/snaps.ts';
import { answer, type Keep } from './answer.ts';
import { atFarewell, freshen, toMe, toMeetup } from './documents.ts';

export const keptMe: Keep<Me> = {
  of: ['signups', 'koppelingen', 'families'],
  async recall(store, shown) {
    const snap = await readSnap<Me>(store, 'me');
    const docs = await documents(store);
    if (!snap || !docs) return undefined;
    return { data: toMe(snap.data, docs, shown, await keptFarewells(store)), at: earliest(snap.at, docs.at) };
  },
  async keep(store, data) {
    await writeSnap(store, 'me', data);
    const ends = data.koppelingen.filter(({ state }) => atFarewell(state));
    for (const koppeling of ends) await writeSnap(store, `afscheid:${koppeling.id}`, koppeling);
    await dropSnaps(store, 'afscheid:', (kept) => ends.some(({ id }) => id === (kept as Koppeling).id));
  },
};

/** What a document does not tell: the words of both sides, and what is asked. */
async function keptFarewells(store: Store): Promise<Partial<Koppeling>[]> {
  const found = await (await store.open()).getAll('snaps', IDBKeyRange.bound('afscheid:', 'afscheid:\uffff'));
  return found.map(({ data }) => data as Partial<Koppeling>);
}

export const keptMeetups: Keep<Meetup[]> = {
  of: ['meetups', 'signups'],
  async recall(store, shown) {
    if (store.viewer === null) return answer<Meetup[]>('meetups').recall(store, shown);
    const docs = await documents(store);
    if (!docs) return undefined;
    const of = new Map(docs.meetups.map((doc) => [doc.id, doc]));
    if (shown) return { data: shown.map((meetup) => freshen(meetup, of.get(meetup.id), docs.signups)), at: docs.at };
    const data = docs.meetups.map((doc) => toMeetup(doc, docs.signups)).sort((a, b) => a.startsAt.localeCompare(b.startsAt));
    return { data, at: docs.at };
  },
  keep: async (store, data) => (store.viewer === null ? writeSnap(store, 'meetups', data) : undefined),
};

export function keptMeetup(id: string): Keep<Meetup | null> {
  return {
    of: ['meetups', 'signups'],
    async recall(store, shown) {
      if (store.viewer === null) return answer<Meetup | null>(`meetup:${id}`).recall(store, shown);
      const docs = await documents(store);
      const doc = docs?.meetups.find((one) => one.id === id);
      return docs && doc && { data: shown ? freshen(shown, doc, docs.signups) : toMeetup(doc, docs.signups), at: docs.at };
    },
    keep: async (store, data) => (store.viewer === null ? writeSnap(store, `meetup:${id}`, data) : undefined),
  };
}

/** All of it, and how true it is; nothing as long as the first pull has not come. */
export async function documents(store: Store): Promise<({ [K in Kind]: Docs[K][] } & { at: string }) | undefined> {
  const tx = (await store.open()).transaction([...kinds, 'checkpoints']);
  const [meetups, signups, koppelingen, families, checkpoints] = await Promise.all([
    tx.objectStore('meetups').getAll(), tx.objectStore('signups').getAll(), tx.objectStore('koppelingen').getAll(), tx.objectStore('families').getAll(), tx.objectStore('checkpoints').getAll(),
  ]);
  return checkpoints.length ? { meetups, signups, koppelingen, families, at: checkpoints.map(({ at }) => at).sort()[0]! } : undefined;
}

function earliest(a: string, b: string): string {
  return a < b ? a : b;
}

type Evening = { signups?: { id: string; guestName: string; family: { name: string } | null }[] };

/** Who is on the lists of a host's evenings: she ticks there before the pull may have brought them. */
export async function onTheList(store: Store): Promise<Map<string, string>> {
  const evenings = await (await store.open()).getAll('snaps', IDBKeyRange.bound('host:', 'host:\uffff'));
  const guests = evenings.flatMap(({ data }) => (data as Evening).signups ?? []);
  return new Map(guests.map(({ id, guestName, family }) => [id, family?.name ?? guestName]));
}
