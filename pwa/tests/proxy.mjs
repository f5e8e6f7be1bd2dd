/** A line between browser and server that can break, as lines do: `pass`, `refuse` (nothing
 *  answers), or once `loseAnswer(word)`: the request that holds the word arrives and is carried
 *  out, and the line is cut before the first byte of the answer comes back. */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

export async function startProxy() {
  const sockets = new Set();
  const state = { mode: 'pass', word: undefined, lost: 0, target: 0 };
  const server = createServer((client) => {
    sockets.add(client);
    client.on('close', () => sockets.delete(client)).on('error', () => {});
    if (state.mode === 'refuse') return client.destroy();
    const upstream = connect(state.target, '127.0.0.1');
    let losing = false;
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    client.on('data', (bytes) => {
      if (state.word && bytes.includes(state.word)) {
        state.word = undefined;
        losing = true;
      }
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (!losing) return client.write(bytes);
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
    pass: () => (state.mode = 'pass'),
    refuse() {
      state.mode = 'refuse';
      cut();
    },
    loseAnswer: (word) => (state.word = word),
    get lost() {
      return state.lost;
    },
    async stop() {
      server.close();
      cut();
    },
  };
}
