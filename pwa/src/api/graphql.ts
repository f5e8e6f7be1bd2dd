/** POST /graphql, typed by the SDL. A document is a string at run time and a pair of types before. */
import type { initGraphQLTada, TadaDocumentNode } from 'gql.tada';
import { AuthError, NetworkError, PermanentError, RetryableError } from './errors.ts';
import type { introspection } from './schema.d.ts';
import { accessToken, claims, dropToken, language } from './token.ts';

type Scalars = { DateTime: string; Cursor: string };
type Tada = ReturnType<typeof initGraphQLTada<{ introspection: introspection; scalars: Scalars; disableMasking: true }>>;
export type Doc<Result, Variables> = TadaDocumentNode<Result, Variables>;
export type { ResultOf, VariablesOf } from 'gql.tada';

/** Joins a document with its fragments, each of them once. */
export const graphql = ((text: string, fragments: readonly string[] = []) =>
  [...new Set([text, ...fragments].flatMap((part) => part.split(/(?=\bfragment \w+ on )/)))].join('\n')) as unknown as Tada;

export type Options = {
  /** Who must be asking: a user's id, or null for a visitor. An outbox sends only as who wrote.
   *  Left out: whoever is signed in. */
  as?: string | null;
  signal?: AbortSignal;
};

type Answer = { data?: unknown; errors?: { message: string; extensions?: { code?: string } }[] };

/** How long silence may last before we call it no answer. */
const patience = 15_000;

export async function request<R, V>(doc: Doc<R, V>, variables: V, options: Options = {}): Promise<R> {
  return (await send(doc as unknown as string, variables, options)) as R;
}

/** The same for a document that comes out of storage: its types are long gone. */
export async function send(query: string, variables: unknown, options: Options = {}): Promise<unknown> {
  if (options.as === null) return once(query, variables, undefined, options.signal);
  const token = await accessToken();
  if (options.as && claims(token).sub !== options.as) throw new AuthError('somebody else is signed in');
  try {
    return await once(query, variables, token, options.signal);
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    dropToken(token); // it may have run out between our look and theirs: one fresh one, one more try
    return once(query, variables, await accessToken(), options.signal);
  }
}

export type Item = { query: string; variables: unknown };
/** What came of one of many: its data, or why there is none. */
export type Outcome = { data: unknown } | { error: unknown };

/** Many at once, answered each in its place. The server runs them in order, and begins none after
 *  one that may work later. When the list as a whole is not taken, they are to be sent one by one. */
export async function sendMany(items: Item[], options: Options = {}): Promise<Outcome[]> {
  const token = options.as === null ? undefined : await accessToken();
  if (token && options.as && claims(token).sub !== options.as) throw new AuthError('somebody else is signed in');
  let answers: unknown;
  try {
    answers = await post(items, token, options.signal);
  } catch (error) {
    if (error instanceof AuthError && token) {
      dropToken(token);
      throw new RetryableError('401'); // alone it gets a fresh one, or says that she has to sign in
    }
    throw error;
  }
  if (!Array.isArray(answers) || answers.length !== items.length) throw new RetryableError('no list came');
  return (answers as Answer[]).map((answer) => {
    try {
      return { data: read(answer) };
    } catch (error) {
      return { error: error instanceof AuthError ? new RetryableError(error.message) : error };
    }
  });
}

async function once(query: string, variables: unknown, token?: string, signal?: AbortSignal): Promise<unknown> {
  return read((await post({ query, variables }, token, signal)) as Answer);
}

async function post(what: Item | Item[], token?: string, signal?: AbortSignal): Promise<unknown> {
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    Accept: 'application/graphql-response+json, application/json;q=0.9',
    'Accept-Language': language(),
  };
  if (token) headers.Authorization = `Bearer ${token}`;
  let response: Response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      headers,
      credentials: 'omit',
      cache: 'no-store',
      body: JSON.stringify(what),
      signal: signal ?? AbortSignal.timeout(patience),
    });
  } catch (error) {
    throw new NetworkError(String(error));
  }
  refuse(response);
  return body(response);
}

function refuse({ status, headers }: Response) {
  if (status === 401) throw new AuthError('401');
  if (status === 429 || status >= 500) throw new RetryableError(String(status), retryAfter(headers));
}

async function body(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    // A wifi portal answers 200 with its own page; a broken line stops half way.
    throw new NetworkError('no JSON came');
  }
}

function read({ data, errors }: Answer): unknown {
  const code = errors?.[0] ? (errors[0].extensions?.code ?? 'INTERNAL') : undefined;
  if (code === 'UNAUTHENTICATED') throw new AuthError(code);
  if (code === 'RETRYABLE' || code === 'INTERNAL') throw new RetryableError(code);
  if (code && !usable(data)) throw new PermanentError(code, errors![0]!.message);
  if (data == null) throw new RetryableError('empty answer');
  return data;
}

/** A part of the answer is better than none, as long as some root field is there. */
function usable(data: unknown): boolean {
  return typeof data === 'object' && data !== null && Object.values(data).some((value) => value !== null);
}

function retryAfter(headers: Headers): number {
  const seconds = Number(headers.get('Retry-After'));
  return Number.isFinite(seconds) ? Math.min(seconds, 300) * 1000 : 0;
}
