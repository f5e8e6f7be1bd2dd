/** What a first visit quietly brings along, so that a second one works without internet: who picks
 *  up the phone here, the villages, what is on; and for a family where it stands. */
import { readMe } from '../api/me.ts';
import { readMeetups } from '../api/meetups.ts';
import { readRegions } from '../api/regions.ts';
import { session } from '../api/session.ts';
import { box } from '../offline/phone.ts';
import { readSnap, writeSnap } from '../offline/snaps.ts';

export async function warm() {
  const { store } = box();
  const viewer = session.viewer?.id ?? null;
  const wanted: Record<string, () => Promise<unknown>> = { regions: readRegions };
  if (viewer === null) wanted.meetups = () => readMeetups({}, null); // who has signed in pulls
  else if (session.isParent) wanted.me = () => readMe(viewer);
  for (const [key, read] of Object.entries(wanted)) {
    if (!(await readSnap(store, key))) await writeSnap(store, key, await read());
  }
}
