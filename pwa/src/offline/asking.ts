/** Whether it is the moment to ask for messages: once, after the first thing that worked out, and never at the
 *  start. Whatever somebody answers, we ask no second time: "Berichten" in her own page stays. */
import { session } from '../api/session.ts';
import { isIos, install } from './install.ts';
import { box } from './phone.ts';

const stored = 'buurtdorp-berichten-gevraagd';
/** What got through, and makes that there will be news. */
const successes = ['signUp', 'acceptOffer', 'answerProposal', 'answerKennismaking', 'confirmAfspraken'];
const listeners = new Set<() => void>();
let stop: (() => void) | undefined;

export const asking = {
  now: (): boolean => session.isParent && able() && !asked() && succeeded(),
  done() {
    try {
      localStorage.setItem(stored, '1');
    } catch {
      // private mode: able() said no already
    }
    tell();
  },
  subscribe(changed: () => void): () => void {
    listeners.add(changed);
    follow();
    const left = session.subscribe(follow);
    return () => (listeners.delete(changed), left());
  },
};

/** The box of who uses the app now. */
function follow() {
  stop?.();
  stop = box().outbox.subscribe(tell);
  tell();
}

function succeeded(): boolean {
  return box().outbox.view.receipts.some(({ op }) => successes.includes(op));
}

function able(): boolean {
  if (!('serviceWorker' in navigator)) return false;
  if ('Notification' in window && 'PushManager' in window) return Notification.permission === 'default';
  return isIos() && !install.there(); // we say how it can
}

function asked(): boolean {
  try {
    return localStorage.getItem(stored) !== null;
  } catch {
    return true;
  }
}

function tell() {
  for (const changed of listeners) changed();
}
