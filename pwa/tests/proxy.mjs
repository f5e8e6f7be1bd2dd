/** A line between browser and server that can break, as lines do. It knows no HTTP, only bytes:
 *  `pass`; `refuse` (nobody answers, and what was open is cut); `blackhole` (it takes everything and nothing ever comes);
 *  once `loseAnswer(word)`: the request that holds the word arrives and is carried out, and the line is cut before the
 *  first byte of the answer comes back; `delay` (each way waits so long); `seen(word)`: how many requests held it.
 *  Reusable as it is: `const line = await startProxy(); line.to(port)`. */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

export async function startProxy() {
  const sockets = new Set();
  const state = { mode: 'pass', word: undefined, lost: 0, target: 0, delay: 0, seen: [], on: undefined };
  const later = (work) => (state.delay ? void setTimeout(work, state.delay) : work());
  const server = createServer((client) => {
    sockets.add(client);
    client.on('close', () => sockets.delete(client)).on('error', () => {});
    if (state.mode === 'refuse') return client.destroy();
    const upstream = connect(state.target, '127.0.0.1');
    let losing = false;
    let hole = false; // a line that went into the hole does not come out of it
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => later(() => client.destroy()));
    client.on('data', (bytes) => {
      const text = bytes.toString('latin1');
      state.seen.push(text);
      hole ||= state.mode === 'blackhole';
      if (hole) return;
      if (state.word && text.includes(state.word)) {
        state.word = undefined;
        losing = true;
      }
      state.on?.(text);
      later(() => upstream.write(bytes));
    });
    upstream.on('data', (bytes) => {
      hole ||= state.mode === 'blackhole';
      if (hole) return;
      if (!losing) return later(() => client.write(bytes));
      state.lost++;
      client.resetAndDestroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  const cut = () => sockets.forEach((socket) => socket.destroy());
  return {
    port,
    base: `http://localhost:${port}`,
    to: (target) => (state.target = target),
    pass() {
      state.mode = 'pass';
      state.delay = 0;
      state.on = undefined;
    },
    refuse() {
      state.mode = 'refuse';
      cut();
    },
    blackhole: () => (state.mode = 'blackhole'),
    delay: (ms) => (state.delay = ms),
    cut,
    loseAnswer: (word) => (state.word = word),
    /** Looks at each piece that the browser sends, before it goes on. */
    watch: (look) => (state.on = look),
    seen: (word) => state.seen.filter((text) => text.includes(word)).length,
    forget: () => (state.seen.length = 0),
    get lost() {
      return state.lost;
    },
    async stop() {
      server.close();
      cut();
    },
  };
}
