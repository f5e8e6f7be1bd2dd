/** The pull of one person on this phone, over the API. */
import { RetryableError } from '../api/errors.ts';
import { sendMany } from '../api/graphql.ts';
import { session } from '../api/session.ts';
import { subscribe } from '../api/sse.ts';
import { pullFamilies, pullKoppelingen, pullMeetups, pullSignups, syncWake } from '../api/sync.ts';
import type { Store } from './db.ts';
import { keepsOf } from './keeps.ts';
import { limit, Puller, type Changed, type Page } from './pull.ts';

const pages = { meetups: pullMeetups, signups: pullSignups, koppelingen: pullKoppelingen, families: pullFamilies };

export function pulling(store: Store, as: string, tell: (changed: Changed) => void, quiet: () => Promise<void>): Puller {
  const puller = new Puller(store, {
    keeps: () => keepsOf(session.viewer?.roles ?? []),
    quiet,
    ask: async (wanted, signal) => {
      const items = wanted.map(({ kind, cursor }) => ({ query: pages[kind] as unknown as string, variables: { at: cursor && { cursor }, limit } }));
      const came = await sendMany(items, { as, signal });
      return came.map((one) => ('error' in one ? one : ((one.data as { page: Page | null }).page ?? { error: new RetryableError('no page') })));
    },
    listen: (heard, opened) => subscribe(syncWake, {}, heard, opened),
  });
  puller.subscribe(tell);
  return puller;
}
