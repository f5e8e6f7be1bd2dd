/** What each kind of answer means, and one refresh for all who wait. The server here is a
 *  function; the real one is in the browser tests. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AuthError, NetworkError, PermanentError, RetryableError } from '../../src/api/errors.ts';
import { graphql, send } from '../../src/api/graphql.ts';
import { claims, dropToken, keepToken } from '../../src/api/token.ts';

const jwt = (sub: string, roles = ['parent']) => `h.${Buffer.from(JSON.stringify({ sub, roles, exp: 1 })).toString('base64url')}.s`;
type Call = { url: string; headers: Record<string, string>; body: unknown };
let calls: Call[];
let server: (call: Call) => Response | Promise<Response>;

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) => new Response(JSON.stringify(body), { status, headers });

beforeEach(() => {
  calls = [];
  server = () => json({ data: { ok: true } });
  dropToken();
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const call = { url, headers: init.headers as Record<string, string>, body: JSON.parse(init.body as string) as unknown };
    calls.push(call);
    return server(call);
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('the language', () => {
  it.each([
    ['of the app', '/ontmoeten', 'ar', 'ar'],
    ['of who works here', '/werkplek/ontmoeten', 'ar', 'nl'],
    ['before there is one', '/', '', 'nl'],
  ])('%s is that of the answers', async (_, pathname, lang, want) => {
    vi.stubGlobal('location', { pathname });
    vi.stubGlobal('document', { documentElement: { lang } });
    await send('q', {}, { as: null });
    expect(calls[0]?.headers['Accept-Language']).toBe(want);
  });
});

describe('an answer is one of five things', () => {
  it.each([
    ['data', json({ data: { a: 1 } }), { a: 1 }],
    ['data with an error beside it', json({ data: { a: 1, b: null }, errors: [{ message: 'x', extensions: { code: 'NOT_FOUND' } }] }), { a: 1, b: null }],
  ])('%s', async (_, answer, want) => {
    server = () => answer;
    expect(await send('q', {}, { as: null })).toEqual(want);
  });

  it.each([
    ['401', json({}, 401), AuthError],
    ['UNAUTHENTICATED', json({ errors: [{ message: '', extensions: { code: 'UNAUTHENTICATED' } }], data: null }), AuthError],
    ['429', json({}, 429), RetryableError],
    ['503', json({}, 503), RetryableError],
    ['RETRYABLE', json({ data: { a: null }, errors: [{ message: '', extensions: { code: 'RETRYABLE' } }] }), RetryableError],
    ['an error without a code is ours', json({ data: null, errors: [{ message: '' }] }), RetryableError],
    ['nothing at all', json({}), RetryableError],
    ['wifi portal', new Response('<html>log in here', { status: 200 }), NetworkError],
    ['GRAPHQL_VALIDATION_FAILED', json({ errors: [{ message: '', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }, 400), PermanentError],
    ['NOT_FOUND alone', json({ data: { a: null }, errors: [{ message: '', extensions: { code: 'NOT_FOUND' } }] }), PermanentError],
  ])('%s', async (_, answer, kind) => {
    server = () => answer;
    await expect(send('q', {}, { as: null })).rejects.toBeInstanceOf(kind);
  });

  it('no line is a NetworkError', async () => {
    server = () => Promise.reject(new TypeError('failed to fetch'));
    await expect(send('q', {}, { as: null })).rejects.toBeInstanceOf(NetworkError);
  });

  it('keeps to Retry-After, within reason', async () => {
    server = () => json({}, 503, { 'Retry-After': '7' });
    await expect(send('q', {}, { as: null })).rejects.toMatchObject({ after: 7000 });
    server = () => json({}, 503, { 'Retry-After': '99999' });
    await expect(send('q', {}, { as: null })).rejects.toMatchObject({ after: 300_000 });
  });
});

describe('who is asking', () => {
  const open = (call: Call) => (call.url === '/auth/refresh' ? json({ accessToken: jwt('samira'), expiresIn: 900 }) : json({ data: { ok: true } }));

  it('a visitor sends no token', async () => {
    keepToken({ accessToken: jwt('samira'), expiresIn: 900 });
    await send('q', {}, { as: null });
    expect(calls[0]?.headers.Authorization).toBeUndefined();
    expect(calls[0]?.headers.Accept).toContain('application/graphql-response+json');
  });

  it('five at once make one refresh, with the header that no foreign page can send', async () => {
    server = open;
    await Promise.all([1, 2, 3, 4, 5].map(() => send('q', {})));
    const refreshes = calls.filter(({ url }) => url === '/auth/refresh');
    expect(refreshes).toHaveLength(1);
    expect(refreshes[0]?.headers['X-Buurtdorp']).toBe('1');
    expect(calls.filter(({ url }) => url === '/graphql').every(({ headers }) => headers.Authorization === `Bearer ${jwt('samira')}`)).toBe(true);
  });

  it('a token refused once is replaced once', async () => {
    keepToken({ accessToken: jwt('old'), expiresIn: 900 });
    server = (call) => (call.headers.Authorization === `Bearer ${jwt('old')}` ? json({}, 401) : open(call));
    expect(await send('q', {})).toEqual({ ok: true });
    expect(calls.map(({ url }) => url)).toEqual(['/graphql', '/auth/refresh', '/graphql']);
  });

  it('a session that is over is an AuthError, and no loop', async () => {
    server = () => json({}, 401);
    await expect(send('q', {})).rejects.toBeInstanceOf(AuthError);
    expect(calls).toHaveLength(1);
  });

  it('a server that is down signs nobody out', async () => {
    server = () => json({}, 503);
    await expect(send('q', {})).rejects.toBeInstanceOf(RetryableError);
  });

  it('never sends as somebody else', async () => {
    keepToken({ accessToken: jwt('anja'), expiresIn: 900 });
    await expect(send('q', {}, { as: 'samira' })).rejects.toBeInstanceOf(AuthError);
    expect(calls).toEqual([]);
  });
});

it('reads the claims of a token with letters of any language', () => {
  expect(claims(jwt('سميرة', ['matcher', 'parent']))).toMatchObject({ sub: 'سميرة', roles: ['matcher', 'parent'] });
});

it('joins fragments once', () => {
  const a = 'fragment A on X { id }';
  const b = `fragment B on X { ...A }\n${a}`;
  const text = graphql('query Q { x { ...A ...B } }' as never, [a, b] as never) as unknown as string;
  expect(text.match(/fragment A on/g)).toHaveLength(1);
});
