/** Putting the app on the home screen. The browser's event works once, so any answer clears it,
 *  and we ask no second time. The app is whole without it. */
type PromptEvent = Event & { prompt(): Promise<void>; userChoice: Promise<unknown> };
type Offer = 'none' | 'prompt' | 'ios';

const stored = 'buurtdorp-gevraagd';
const listeners = new Set<() => void>();
let prompt: PromptEvent | undefined;

/** At the start, before the browser asks in its own way. */
export function listenForInstall() {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    prompt = event as PromptEvent;
    tell();
  });
  addEventListener('appinstalled', () => {
    answered();
    void navigator.storage?.persist?.();
  });
}

export const install = {
  offer(): Offer {
    if (asked() || install.there()) return 'none';
    if (prompt) return 'prompt';
    return isIos() ? 'ios' : 'none';
  },
  /** It runs from the home screen. */
  there: (): boolean => matchMedia('(display-mode: standalone)').matches,
  async accept() {
    const event = prompt;
    answered();
    await event?.prompt();
  },
  later() {
    answered();
  },
  subscribe(changed: () => void): () => void {
    listeners.add(changed);
    return () => listeners.delete(changed);
  },
};

function answered() {
  prompt = undefined;
  try {
    localStorage.setItem(stored, '1');
  } catch {
    // private mode: installing is not possible there anyway
  }
  tell();
}

function asked(): boolean {
  try {
    return localStorage.getItem(stored) !== null;
  } catch {
    return true;
  }
}

export function isIos(): boolean {
  return /iphone|ipad|ipod/i.test(navigator.userAgent) || (navigator.platform === 'MacIntel' && navigator.maxTouchPoints > 1);
}

function tell() {
  for (const changed of listeners) changed();
}
