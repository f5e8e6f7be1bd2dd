/** The three questions people ask of a list of meetups, answered on the phone: also without internet. */
import type { Meetup } from '../api/meetups.ts';

export type Filter = { week: boolean; kids: boolean; evening: boolean };
export const noFilter: Filter = { week: false, kids: false, evening: false };

const hour = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Amsterdam', hour: 'numeric', hourCycle: 'h23' });

export function filterMeetups(meetups: readonly Meetup[], { week, kids, evening }: Filter, now: Date): Meetup[] {
  const weekEnds = now.getTime() + 7 * 24 * 60 * 60 * 1000;
  return meetups.filter((meetup) => {
    const starts = Date.parse(meetup.startsAt);
    if (Date.parse(meetup.endsAt) < now.getTime()) return false; // kept from before, over by now
    if (week && starts > weekEnds) return false;
    if (kids && !meetup.withChildren) return false;
    return !evening || Number(hour.format(starts)) >= 17;
  });
}
