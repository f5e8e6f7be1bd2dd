/** What a first visit costs, in brotli bytes: `node build/sizes.mjs`. */
import { readdirSync, statSync } from 'node:fs';

const dist = new URL('../dist/', import.meta.url);
const size = (name) => {
  try {
    return statSync(new URL(`${name}.br`, dist)).size;
  } catch {
    return statSync(new URL(name, dist)).size;
  }
};
const rows = [...readdirSync(new URL('a/', dist)).map((name) => `a/${name}`), 'index.html', 'sw.js']
  .filter((name) => !/\.(br|gz)$/.test(name))
  .map((name) => [name, size(name)])
  .sort((a, b) => b[1] - a[1]);
for (const [name, bytes] of rows) console.log(String(bytes).padStart(8), name);
