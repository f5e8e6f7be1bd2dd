import { afterEach, describe, expect, it, vi } from 'vitest';
import { delay, messages, pause } from '../../src/api/sse.ts';

const stream = (...chunks: string[]) => new ReadableStream<Uint8Array>({
  start(controller) {
    for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
    controller.close();
  },
});
const all = async (...chunks: string[]) => {
  const found: unknown[] = [];
  for await (const message of messages(stream(...chunks))) found.push(message);
  return found;
};

describe('messages', () => {
  it('reads what comes in pieces', async () => {
    expect(await all('event: next\nda', 'ta: {"data":{"a":1}}\n', '\nevent: next\ndata: {"data":{"a":2}}\n\n')).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('passes over keep-alive, completion and half a message', async () => {
    expect(await all(':\n\n', 'event: complete\ndata:\n\n', 'event: next\ndata: {"data":{"a":1}}\n\nevent: next\ndata: {"da')).toEqual([{ a: 1 }]);
  });

  it('reads both kinds of line ends, and letters that are cut in two', async () => {
    const bytes = new TextEncoder().encode('event: next\r\ndata: {"data":"é"}\r\n\r\n');
    const cut = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
        controller.close();
      },
    });
    const found: unknown[] = [];
    for await (const message of messages(cut)) found.push(message);
    expect(found).toEqual(['é']);
  });
});

it('comes back later each time, and not all at once', () => {
  expect([0, 1, 5, 9].map((failures) => delay(failures, () => 0.5))).toEqual([1000, 2000, 32_000, 60_000]);
  expect(delay(0, () => 0)).not.toBe(delay(0, () => 0.9));
});

describe('a pause', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is over soon after the internet is back, however long it was to be', async () => {
    vi.useFakeTimers();
    const phone = new EventTarget();
    vi.stubGlobal('addEventListener', phone.addEventListener.bind(phone));
    vi.stubGlobal('removeEventListener', phone.removeEventListener.bind(phone));
    const waits = pause(60_000, new AbortController().signal);
    phone.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(await waits).toBe(true);
    const other = pause(500, new AbortController().signal);
    await vi.advanceTimersByTimeAsync(500);
    expect(await other).toBe(false);
    vi.useRealTimers();
  });
});
