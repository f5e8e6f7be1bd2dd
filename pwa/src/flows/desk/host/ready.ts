/** Ready before the evening: who runs it opened the desk somewhere with internet, and finds tonight's
 *  list, and the app itself, in a hall without. The day after the list leaves the phone. */
import { box } from '../../../offline/phone.ts';
import { dropSnaps, writeSnap } from '../../../offline/snaps.ts';
import { readMeetup, type HostLine, type HostMeetup } from './meetups.ts';

const hour = 60 * 60 * 1000;
export const listKey = (id: string) => `host:${id}`;

/** Keeps the lists of the next two days, and lets go of what is over. */
export async function makeReady(meetups: readonly HostLine[], now = Date.now()) {
  const { store } = box();
  const over = ({ endsAt }: { endsAt: string }) => Date.parse(endsAt) < now - 24 * hour;
  await dropSnaps(store, 'host:', (data) => Array.isArray(data) || !over(data as HostMeetup));
  const soon = meetups.filter((one) => !one.cancelledAt && !over(one) && Date.parse(one.startsAt) < now + 48 * hour);
  for (const { id } of soon.slice(0, 6)) {
    const meetup = await readMeetup(id);
    if (meetup) await writeSnap(store, listKey(id), meetup);
  }
  await keepCode();
}

/** What this page brought in before its worker was there is asked for once more: then the worker keeps
 *  it. It comes out of the browser's own cache. */
async function keepCode() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  await serviceWorker.ready;
  if (!serviceWorker.controller) await new Promise((done) => serviceWorker.addEventListener('controllerchange', done, { once: true }));
  const files = performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => new URL(name).pathname.startsWith('/a/'));
  await Promise.all([...new Set(files)].map((file) => fetch(file)));
}
