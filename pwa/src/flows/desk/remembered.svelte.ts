/** What the desk read last shows at once when a screen opens again, and is read anew meanwhile. It
 *  lives in memory: nothing of a dossier stays on the machine, and nothing outlives who was signed in. */
import { session } from '../../api/session.ts';
import { Resource } from '../../offline/resource.svelte.ts';

export type Remembered<T> = {
  readonly data: T | undefined;
  readonly standing: Resource<T>['standing'];
  readonly at: string | undefined;
  refresh: () => Promise<void>;
  /** For a screen: reads now, and again when the internet or the person comes back. */
  use: () => Remembered<T>;
};

export function remembered<T>(read: () => Promise<T>): Remembered<T> {
  let current = $state.raw(new Resource<T>(undefined, read));
  session.subscribe(() => (current = new Resource<T>(undefined, read)));
  return {
    get data() {
      return current.data;
    },
    get standing() {
      return current.standing;
    },
    get at() {
      return current.at;
    },
    refresh: () => current.refresh(),
    use() {
      follow(() => void current.refresh());
      return this;
    },
  };
}

/** Reads now, and each time the internet or the person comes back, for as long as the screen is open. */
export function follow(read: () => void) {
  $effect(() => {
    const again = () => document.hidden || read();
    again();
    addEventListener('online', again);
    document.addEventListener('visibilitychange', again);
    return () => {
      removeEventListener('online', again);
      document.removeEventListener('visibilitychange', again);
    };
  });
}
