/** News of koppelingen, over the one stream of this page. A burst is one reason to look again. */
import { koppelingChanged } from '../api/koppeling.ts';
import { subscribe } from '../api/sse.ts';

/** Call inside an effect; gives what stops it. `look` hears which koppelingen changed; none named is: any. */
export function onNews(look: (ids: readonly string[]) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ids: string[] = [];
  const soon = (id: string) => {
    ids.push(id);
    clearTimeout(timer);
    timer = setTimeout(() => look(ids.splice(0)), 300);
  };
  let opened = false;
  const stop = subscribe(koppelingChanged, {}, ({ koppelingChanged }) => koppelingChanged && soon(koppelingChanged.id), () => {
    if (opened) look([]); // what was missed while the line was down
    opened = true;
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
