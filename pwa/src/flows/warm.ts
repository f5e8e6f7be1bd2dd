/** What a first visit quietly brings along, so that a second one works without internet: who picks
 *  up the phone here, the villages, and what is on. Nothing personal. */
import { readMeetups } from '../api/meetups.ts';
import { readRegions } from '../api/regions.ts';
import { session } from '../api/session.ts';
import { box } from '../offline/phone.ts';
import { readSnap, writeSnap } from '../offline/snaps.ts';

export async function warm() {
  const { store } = box();
  const viewer = session.viewer?.id ?? null;
  const wanted = { regions: readRegions, meetups: () => readMeetups({}, viewer) };
  for (const [key, read] of Object.entries(wanted)) {
    if (!(await readSnap(store, key))) await writeSnap(store, key, await read());
  }
}
