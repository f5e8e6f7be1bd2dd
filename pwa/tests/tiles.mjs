/** A map service that is not there: each tile says which one it is, so that one sees where one looks. */
import { createServer } from 'node:http';
import { deflateSync } from 'node:zlib';

export async function startTiles() {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url, headers: request.headers });
    const [, z, x, y] = /^\/(\d+)\/(\d+)\/(\d+)\.png$/.exec(request.url) ?? [];
    if (!y) return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': 'image/png' }).end(tile((Number(x) + Number(y)) % 2, Number(z)));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${server.address().port}/{z}/{x}/{y}.png`, asked, stop: () => new Promise((done) => (server.closeAllConnections(), server.close(done))) };
}

/** 256 by 256 of green and water, with a road along the edge. */
function tile(odd, z) {
  const rows = Buffer.alloc(256 * (1 + 256 * 3));
  for (let y = 0; y < 256; y++) {
    for (let x = 0; x < 256; x++) {
      const road = x < 6 || y < 6;
      const house = x % 64 > 20 && x % 64 < 44 && y % 64 > 20 && y % 64 < 20 + z;
      rows.set(road ? [255, 255, 255] : house ? [200, 190, 170] : odd ? [214, 230, 205] : [226, 238, 220], y * 769 + 1 + x * 3);
    }
  }
  const chunk = (kind, data) => {
    const all = Buffer.concat([Buffer.from(kind), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length);
    ends.writeUInt32BE(crc(all), 4);
    return Buffer.concat([ends.subarray(0, 4), all, ends.subarray(4)]);
  };
  const head = Buffer.from([0, 0, 1, 0, 0, 0, 1, 0, 8, 2, 0, 0, 0]);
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function crc(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let i = 0; i < 8; i++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
