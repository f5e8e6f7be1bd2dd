/** News of one meetup, for who looks at it: a burst of ticks is one reason to look again. */
import { meetupChanged } from '../../../api/meetups.ts';
import { subscribe } from '../../../api/sse.ts';

/** Call inside an effect; gives what stops it. */
export function onMeetup(id: string, look: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, 200);
  };
  const stop = subscribe(meetupChanged, {}, ({ meetupChanged }) => meetupChanged?.id === id && soon(), (atOnce) => atOnce || soon());
  return () => {
    clearTimeout(timer);
    stop();
  };
}
