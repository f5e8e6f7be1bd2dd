import { describe, expect, it } from 'vitest';
import type { Koppeling, Me } from '../../src/api/me.ts';
import type { Meetup } from '../../src/api/meetups.ts';
import { filterMeetups, noFilter } from '../../src/flows/filter.ts';
import { coming } from '../../src/flows/signup.ts';
import { proposals, supportOf } from '../../src/flows/support.ts';
import type { Entry } from '../../src/offline/outbox.ts';

const me = (vraag: string | null, steun: string | null, koppelingen: Partial<Koppeling>[] = []) => ({
  family: {
    vraaggezinnen: vraag ? [{ state: vraag, matcher: { firstName: 'Ria' }, pauzeTot: null }] : [],
    steungezinnen: steun ? [{ state: steun, matcher: null, pauzeTot: null }] : [],
  },
  koppelingen: koppelingen.map((one) => ({ answers: [], mogelijk: [], kant: 'VRAAG', ...one })),
}) as unknown as Me;

describe('the five houses of a family that asks', () => {
  it.each([
    ['AANGEMELD', 2, 'matcher'], ['INTAKE', 2, 'matcher'], ['WACHTEND', 3, 'matcher'], ['GEPAUZEERD', 3, 'none'], ['AFGEROND', 6, 'none'], ['INGETROKKEN', 6, 'none'],
  ])('%s', (state, at, who) => expect(supportOf(me(state, null))).toMatchObject([{ side: 'vraag', at, who, now: { key: `now.vraag.${state}` } }]));

  it.each([
    ['VOORGESTELD_VRAAG', { mogelijk: ['ANSWER_PROPOSAL'] }, 3, 'me', 'now.VOORGESTELD'],
    ['VOORGESTELD_STEUN', {}, 3, 'matcher', 'now.VOORGESTELD.wait'],
    ['KENNISMAKING', {}, 4, 'matcher', 'now.KENNISMAKING.plan'],
    ['KENNISMAKING', { kennismakingOp: '2026-11-25T16:00:00Z', kennismakingPlaats: 'Bibliotheek' }, 4, 'both', 'now.KENNISMAKING'],
    ['KENNISMAKING', { answers: [{ kind: 'KENNISMAKING', antwoord: 'JA' }] }, 4, 'matcher', 'now.KENNISMAKING.answered'],
    ['PROEFPERIODE', { proefTot: '2026-12-21T09:00:00Z' }, 5, 'both', 'now.PROEFPERIODE'],
    ['ACTIEF', {}, 5, 'both', 'now.ACTIEF'],
    ['ONDERBROKEN', {}, 5, 'matcher', 'now.ONDERBROKEN'],
  ])('in %s', (state, more, at, who, key) => {
    expect(supportOf(me('WACHTEND', null, [{ state, ...more } as never]))).toMatchObject([{ at, who, now: { key } }]);
  });

  it.each(['AFGEWEZEN', 'VERLOPEN', 'NIET_DOORGEGAAN', 'GESTOPT', 'AFGEROND', 'VERKEND'])('%s is not to be seen', (state) => {
    expect(supportOf(me('WACHTEND', null, [{ state } as never]))).toMatchObject([{ at: 3, now: { key: 'now.vraag.WACHTEND' } }]);
  });
});

describe('a family that gives', () => {
  it.each([['AANGEMELD', 2], ['KENNISMAKINGSGESPREK', 2], ['SCREENING', 3], ['BESCHIKBAAR', 4], ['GESTOPT', 6]])('%s', (state, at) =>
    expect(supportOf(me(null, state))).toMatchObject([{ side: 'steun', at }]));

  it('may do both, and is told of both', () => {
    const found = supportOf(me('WACHTEND', 'BESCHIKBAAR', [{ state: 'ACTIEF', kant: 'STEUN' } as never]));
    expect(found.map(({ side, at }) => [side, at])).toEqual([['vraag', 3], ['steun', 5]]);
  });

  it('a proposal waits only for who may answer it', () => {
    const asked = me(null, 'BESCHIKBAAR', [{ id: 'a', state: 'VOORGESTELD_STEUN', kant: 'STEUN', mogelijk: ['ANSWER_PROPOSAL'] } as never, { id: 'b', state: 'VOORGESTELD_VRAAG', kant: 'STEUN' } as never]);
    expect(proposals(asked).map(({ id }) => id)).toEqual(['a']);
  });

  it('after a farewell the question comes in place of the five houses, and a rest of her own does not', () => {
    const ended = { id: 'a', state: 'AFGEROND', kant: 'STEUN', vragen: ['OPNIEUW'] };
    expect(supportOf(me(null, 'PAUZE', [ended as never]))).toEqual([]);
    expect(supportOf(me(null, 'PAUZE', [{ ...ended, vragen: [] } as never]))).toMatchObject([{ side: 'steun', at: 4 }]);
    expect(supportOf(me('WACHTEND', 'PAUZE', [ended as never]))).toMatchObject([{ side: 'vraag', at: 3 }]);
  });

  it('nobody has nothing', () => expect(supportOf({ family: null, koppelingen: [] } as unknown as Me)).toEqual([]));
});

describe('do we come?', () => {
  const meetup = (more: object = {}) => ({ id: 'm', freePlaces: 3, mySignup: null, ...more }) as unknown as Meetup;
  const entry = (op: string, more: object = {}) => ({ op, target: 'meetup:m', state: 'waiting', input: { id: 's', adults: 1, children: 2 }, ...more }) as unknown as Entry;

  it('as the server said', () => {
    expect(coming(meetup({ mySignup: { id: 's', state: 'AANGEMELD', adults: 1, children: 0 } }), [])).toMatchObject({ state: 'coming', pending: false });
    expect(coming(meetup({ mySignup: { id: 's', state: 'WACHTLIJST', adults: 1, children: 0, waitingPlace: 2 } }), [])).toMatchObject({ state: 'waiting', waitingPlace: 2 });
    expect(coming(meetup({ mySignup: { id: 's', state: 'AFGEMELD', adults: 1, children: 0 } }), [])).toMatchObject({ state: 'none' });
  });

  it('and then what waits on the phone', () => {
    expect(coming(meetup(), [entry('signUp')])).toMatchObject({ state: 'coming', pending: true, children: 2, id: 's' });
    expect(coming(meetup({ freePlaces: 0 }), [entry('signUp')])).toMatchObject({ state: 'waiting', pending: true });
    expect(coming(meetup({ freePlaces: 2 }), [entry('signUp')])).toMatchObject({ state: 'waiting' }); // three people are one unit
    expect(coming(meetup({ mySignup: { id: 's', state: 'AANGEMELD', adults: 1, children: 0 } }), [entry('cancelSignup')])).toMatchObject({ state: 'none', pending: true });
    expect(coming(meetup(), [entry('signUp'), entry('cancelSignup'), entry('signUp')])).toMatchObject({ state: 'coming' });
  });

  it('a refusal is told, and is no yes', () => {
    expect(coming(meetup(), [entry('signUp', { state: 'parked' })])).toMatchObject({ state: 'none', refused: { op: 'signUp' } });
  });

  it('another meetup is another meetup', () => expect(coming(meetup(), [entry('signUp', { target: 'meetup:x' })])).toMatchObject({ state: 'none' }));
});

describe('filters work without internet', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  const at = (startsAt: string, more: object = {}) => ({ startsAt, endsAt: startsAt.replace(/T\d\d/, 'T22'), withChildren: true, ...more }) as unknown as Meetup;
  const list = [at('2026-11-20T09:00:00Z'), at('2026-11-24T16:30:00Z'), at('2026-11-25T09:00:00Z', { withChildren: false }), at('2026-12-20T18:00:00Z')];
  const days = (filter: object) => filterMeetups(list, { ...noFilter, ...filter }, now).map(({ startsAt }) => startsAt.slice(8, 10));

  it('what is over is gone', () => expect(days({})).toEqual(['24', '25', '20']));
  it('this week', () => expect(days({ week: true })).toEqual(['24', '25']));
  it('with children', () => expect(days({ kids: true })).toEqual(['24', '20']));
  it('evening begins at five, Dutch time', () => expect(days({ evening: true })).toEqual(['24', '20']));
});
