import type { IDBPDatabase } from 'idb';
import type { Shape, Snap } from './db.ts';
import type { Entry, Reason } from './outbox.ts';

export type Payload = { userErrors?: Reason[] } & Record<string, unknown>;
/** How the answer to one kind of mutation changes what the phone remembers. */
export type Merge = (snap: (key: string) => Promise<unknown>, payload: Payload, entry: Entry) => Promise<Record<string, unknown>>;
export type Handlers = Record<string, { merge?: Merge; fine?: string[] }>;

/** The server understood, and said no: its own words, per field. */
export class Refusal extends Error {
  override name = 'Refusal';
  constructor(readonly reasons: Reason[]) {
    super(reasons.map(({ code }) => code).join());
  }
}

/** The answer and the end of the entry, in ONE transaction: otherwise a screen forgets for a
 *  moment what it just did. */
export async function settle(db: IDBPDatabase<Shape>, entry: Entry, answer: unknown, handlers: Handlers) {
  const payload = (answer as Record<string, Payload | null>)[entry.op];
  if (!payload) throw new Refusal([{ code: 'NO_PAYLOAD', message: '', path: [] }]);
  const { merge, fine = [] } = handlers[entry.op] ?? {};
  const refused = (payload.userErrors ?? []).filter(({ code }) => !fine.includes(code));
  if (refused.length) throw new Refusal(refused);

  const now = new Date().toISOString();
  const tx = db.transaction(['outbox', 'snaps', 'receipts'], 'readwrite', { durability: 'strict' });
  const snaps = tx.objectStore('snaps');
  const look = async (key: string) => ((await snaps.get(key)) as Snap | undefined)?.data;
  const changed = merge ? await merge(look, payload, entry) : {};
  for (const [key, data] of Object.entries(changed)) await snaps.put({ data, at: now }, key);
  await tx.objectStore('receipts').put({ target: entry.target, op: entry.op, at: now });
  await tx.objectStore('outbox').delete(entry.n!);
  await tx.done;
}
