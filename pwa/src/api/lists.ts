/** Lists of families and meetups, beside GraphQL because they are files: POST and GET /lijsten.
 *  How far it is comes as a line of JSON at a time over the same answer. */
import { AuthError, NetworkError, PermanentError, RetryableError } from './errors.ts';
import { accessToken, dropToken } from './token.ts';

export const listKinds = ['vraaggezinnen', 'steungezinnen', 'meetups'] as const;
export type ListKind = (typeof listKinds)[number];
export type Format = 'xlsx' | 'csv';

/** What is wrong, where, in plain Dutch; row 0 is the file itself. */
export type Finding = { row: number; column?: string; message: string };
export type Report = { kind: ListKind; rows: number; known: number; written: boolean; problems: Finding[] };
export type Found = { report: Report; more?: number };
/** A file before anybody said what its columns mean. */
export type Look = { columns: string[]; names: string[]; guess: string[]; rows: string[][]; total: number };
export type Taken = { at: string; by: string; kind: ListKind; outward: boolean; format: string; rows: number };

type Progress = { done: number; of: number };
type Line = Partial<Found> & Partial<Progress> & { problem?: { status: number; code: string; detail: string } };

export async function look(kind: ListKind, file: Blob): Promise<Look | Found> {
  return (await (await send(`/lijsten/${kind}?mode=look`, file)).json()) as Look | Found;
}

/** Tries a list and keeps nothing, or keeps it: then the same key twice is once. */
export async function bring(kind: ListKind, file: Blob, columns: readonly string[], how: { keep?: string; progress: (at: Progress) => void }): Promise<Found> {
  const path = `/lijsten/${kind}?mode=${how.keep ? 'keep' : 'try'}&columns=${encodeURIComponent(columns.join(','))}`;
  const answer = await send(path, file, how.keep ? { 'Idempotency-Key': how.keep } : {});
  let found: Found | undefined;
  for await (const line of lines(answer)) {
    if (line.problem) throw new RetryableError(line.problem.code);
    if (line.report) found = line as Found;
    else if (line.of) how.progress(line as Progress);
  }
  if (!found) throw new NetworkError('the answer stopped half way');
  return found;
}

export async function takeOut(kind: ListKind, as: Format): Promise<Blob> {
  return (await send(`/lijsten/${kind}?as=${as}`)).blob();
}

export async function readTaken(): Promise<Taken[]> {
  return ((await (await send('/lijsten')).json()) as { taken: Taken[] }).taken;
}

async function send(path: string, file?: Blob, headers: Record<string, string> = {}): Promise<Response> {
  const token = await accessToken();
  let answer: Response;
  try {
    answer = await fetch(path, {
      method: file ? 'POST' : 'GET',
      headers: { ...headers, ...(file && { 'Content-Type': 'application/octet-stream' }), Authorization: `Bearer ${token}` },
      credentials: 'omit',
      cache: 'no-store',
      body: file,
    });
  } catch (error) {
    throw new NetworkError(String(error));
  }
  if (answer.ok) return answer;
  if (answer.status === 401) dropToken(token);
  if (answer.status === 401) throw new AuthError('401');
  if (answer.status === 429 || answer.status >= 500) throw new RetryableError(String(answer.status));
  throw new PermanentError(answer.status === 413 ? 'TOO_LONG' : 'INVALID', String(answer.status));
}

async function* lines(answer: Response): AsyncGenerator<Line> {
  if (!answer.body) return;
  const reader = answer.body.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read().catch((error) => {
      throw new NetworkError(String(error));
    });
    const parts = (rest + (value ?? '')).split('\n');
    rest = done ? '' : (parts.pop() ?? '');
    for (const part of parts) if (part.trim()) yield JSON.parse(part) as Line;
    if (done) return;
  }
}
