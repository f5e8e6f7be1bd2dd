/** Live news over server-sent events, read by fetch because EventSource cannot carry a token.
 *  Each message is only a reason to look again: what was missed is healed by one read. */
import type { Doc } from './graphql.ts';
import { accessToken } from './token.ts';

export type Stop = () => void;

/** `opened` hears whether it went at once: if not, something may have happened between what was read meanwhile and now. */
export function subscribe<R, V>(doc: Doc<R, V>, variables: V, heard: (result: R) => void, opened?: (atOnce: boolean) => void): Stop {
  const stop = new AbortController();
  void listen(doc as unknown as string, variables, (data) => heard(data as R), opened, stop.signal);
  return () => stop.abort();
}

async function listen(query: string, variables: unknown, heard: (data: unknown) => void, opened: ((atOnce: boolean) => void) | undefined, signal: AbortSignal) {
  let atOnce = true;
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      const line = new AbortController(); // of this one connection
      const done = () => line.abort();
      signal.addEventListener('abort', done);
      const silence = watch(done);
      try {
        const stream = await open(query, variables, line.signal);
        failures = 0;
        opened?.(atOnce);
        for await (const data of messages(stream, silence.broken)) heard(data);
      } finally {
        silence.over();
        signal.removeEventListener('abort', done);
        line.abort();
      }
    } catch {
      if (signal.aborted) return;
    }
    atOnce = false;
    if (await pause(delay(failures), signal)) failures = -1; // what failed so far says nothing of now
  }
}

/** 1, 2, 4 … 60 seconds, each times 0.5 to 1.5, so that a restart does not bring everyone back at once. */
export function delay(failures: number, random = Math.random): number {
  return Math.min(60_000, 1000 * 2 ** failures) * (0.5 + random());
}

/** The server says something every 15 seconds; a line that is silent for three times that long leads nowhere. */
const patience = 45_000;

function watch(late: () => void) {
  let timer = setTimeout(late, patience);
  return {
    broken() {
      clearTimeout(timer);
      timer = setTimeout(late, patience);
    },
    over: () => clearTimeout(timer),
  };
}

async function open(query: string, variables: unknown, signal: AbortSignal) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'text/event-stream',
      Authorization: `Bearer ${await accessToken()}`,
    },
    credentials: 'omit',
    body: JSON.stringify({ query, variables }),
    signal,
  });
  if (!response.ok || !response.body) throw new Error(`stream: ${response.status}`);
  return response.body;
}

/** Yields the data of each `next` event; comments (keep-alive) and other events are passed over. */
export async function* messages(stream: ReadableStream<Uint8Array>, alive?: () => void): AsyncGenerator<unknown> {
  const reader = stream.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      alive?.();
      const blocks = (rest + value).replace(/\r\n?/g, '\n').split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = payload(block);
        if (data !== undefined) yield data;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function payload(block: string): unknown {
  const lines = block.split('\n');
  const kind = lines.find((line) => line.startsWith('event:'))?.slice(6).trim() ?? 'next';
  const text = lines.filter((line) => line.startsWith('data:')).map((line) => line.slice(5).trim()).join('\n');
  if (kind !== 'next' || !text) return undefined;
  return (JSON.parse(text) as { data?: unknown }).data;
}

/** Waits, or until the internet is back: then at most a second more. Tells whether that was it. */
export function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((done) => {
    const over = (back: boolean) => {
      clearTimeout(timer);
      globalThis.removeEventListener?.('online', online);
      done(back);
    };
    const online = () => {
      clearTimeout(timer);
      timer = setTimeout(() => over(true), 1000 * Math.random());
    };
    let timer = setTimeout(() => over(false), ms);
    globalThis.addEventListener?.('online', online);
    signal.addEventListener('abort', () => over(false), { once: true });
  });
}
