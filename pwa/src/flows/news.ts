/** News of koppelingen. A family hears of its own by the pull; staff of all in the region, by a stream of the page. */
import { koppelingChanged } from '../api/koppeling.ts';
import { session } from '../api/session.ts';
import { subscribe } from '../api/sse.ts';
import { box } from '../offline/phone.ts';

/** Call inside an effect; gives what stops it. `look` hears which koppelingen changed; none named is: any. */
export function onNews(look: (ids: readonly string[]) => void): () => void {
  const { puller } = box();
  if (!session.isStaff && puller) return puller.subscribe(({ koppelingen }) => koppelingen && look(koppelingen));
  return overStream(look);
}

/** A burst is one reason to look again. */
function overStream(look: (ids: readonly string[]) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ids: string[] = [];
  const soon = (id: string) => {
    ids.push(id);
    clearTimeout(timer);
    timer = setTimeout(() => look(ids.splice(0)), 300);
  };
  const stop = subscribe(koppelingChanged, {}, ({ koppelingChanged }) => koppelingChanged && soon(koppelingChanged.id), (atOnce) => atOnce || look([]));
  return () => {
    clearTimeout(timer);
    stop();
  };
}
