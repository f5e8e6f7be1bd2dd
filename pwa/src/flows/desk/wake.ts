/** What colleagues and families change, over one stream for the whole desk. It tells ids only: a screen
 *  looks again at what it shows, once for a burst, never twice at the same time and never in a storm. */
import { graphql } from '../../api/graphql.ts';
import { session } from '../../api/session.ts';
import { subscribe, type Stop } from '../../api/sse.ts';
import { roles } from './me.svelte.ts';

const changed = graphql(`
  subscription DeskChanged { deskChanged { ids } }
`);

/** So long nothing more has to come, and so long at least lies between two looks. */
const quiet = 250;
const rest = 3000;

type Hear = (ids: readonly string[]) => void;
const hearing = new Set<Hear>();
let stop: Stop | undefined;
let leaving: ReturnType<typeof setTimeout> | undefined;

function begin() {
  stop = subscribe(changed, {}, ({ deskChanged }) => deskChanged && tell(deskChanged.ids), (atOnce) => atOnce || tell([]));
}

function tell(ids: readonly string[]) {
  for (const hear of hearing) hear(ids);
}

function end() {
  stop?.();
  stop = undefined;
}
session.subscribe(() => {
  if (!stop) return;
  end(); // another person has another stream
  if (hearing.size && roles.pairs) begin();
});

/** Call inside an effect; gives what stops it. `of`: which ids this screen is about; left out is any. */
export function onWake(look: () => unknown, of?: () => readonly (string | undefined)[]): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  let busy = false;
  let due = false;

  async function now() {
    timer = undefined;
    if (busy || document.hidden) return void (due = true);
    busy = true;
    due = false;
    last = Date.now();
    await look();
    busy = false;
    if (due) soon();
  }
  function soon() {
    due = true;
    timer ??= setTimeout(() => void now(), Math.max(quiet, last + rest - Date.now()));
  }
  const hear: Hear = (ids) => {
    const mine = of?.();
    if (!ids.length || !mine || ids.some((id) => mine.includes(id))) soon();
  };
  const back = () => !document.hidden && due && soon();

  clearTimeout(leaving);
  hearing.add(hear);
  document.addEventListener('visibilitychange', back);
  if (!stop && roles.pairs) begin();
  return () => {
    clearTimeout(timer);
    hearing.delete(hear);
    document.removeEventListener('visibilitychange', back);
    leaving = setTimeout(() => hearing.size || end(), 2000); // the next screen takes it over
  };
}
