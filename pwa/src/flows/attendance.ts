/** Who was there, ticked by hosts: kept on the phone first. What two hosts tick comes together per household; only
 *  when both said something else of the same one, somebody has to choose. */
import type { SignupDoc } from '../api/sync.ts';
import type { Entry } from '../offline/outbox.ts';

export type Ticked = { id: string; version: number; state: SignupDoc['state']; presentAdults: number | null; presentChildren: number | null };
type Base = Omit<Ticked, 'id' | 'version'>;

/** The same wish upon how it is now, unless the other ticked something else than was on this screen. */
export function attendanceAgain({ input, base }: Entry, current: Ticked): Record<string, unknown> | undefined {
  const untouched = base !== undefined && same(base as Base, current);
  return untouched || same(wished(input, current), current) ? { ...input, baseVersion: current.version } : undefined;
}

/** What is on the list once this got through. */
export function wished(input: Record<string, unknown>, was: Base): Base {
  if (!input.present) return { state: 'NIET_GEWEEST', presentAdults: null, presentChildren: null };
  return {
    state: 'GEWEEST',
    presentAdults: (input.adults as number | null) ?? was.presentAdults,
    presentChildren: (input.children as number | null) ?? was.presentChildren,
  };
}

/** Nobody ticked it yet is the same, however it stands on the list. */
function same(a: Base, b: Base): boolean {
  const state = (one: Base) => (one.state === 'GEWEEST' || one.state === 'NIET_GEWEEST' ? one.state : '');
  return state(a) === state(b) && a.presentAdults === b.presentAdults && a.presentChildren === b.presentChildren;
}
