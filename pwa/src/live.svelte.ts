import { createSubscriber } from 'svelte/reactivity';

/** Lets a template follow something that knows nothing of Svelte. */
export function live<T>(read: () => T, subscribe: (changed: () => void) => () => void): { readonly value: T } {
  const track = createSubscriber((update) => subscribe(update));
  return {
    get value() {
      track();
      return read();
    },
  };
}
