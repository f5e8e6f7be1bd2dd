/** Whether the phone says it has internet. Only a hint: a wifi without a way out counts as yes. */
export const online = {
  now: (): boolean => navigator.onLine,
  subscribe(changed: () => void): () => void {
    addEventListener('online', changed);
    addEventListener('offline', changed);
    return () => {
      removeEventListener('online', changed);
      removeEventListener('offline', changed);
    };
  },
};
