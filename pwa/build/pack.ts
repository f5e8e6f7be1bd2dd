import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Pictures and fonts are packed already. */
const packable = /\.(html|js|css|svg|json|webmanifest|txt)$/;

/** Writes NAME.br and NAME.gz beside every file that gets smaller by it. */
export function pack(folder: string) {
  for (const entry of readdirSync(folder)) {
    const path = join(folder, entry);
    if (statSync(path).isDirectory()) pack(path);
    else if (packable.test(entry)) packOne(path);
  }
}

function packOne(path: string) {
  const plain = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  for (const [ext, packed] of [
    ['.br', brotliCompressSync(plain, { params })],
    ['.gz', gzipSync(plain, { level: 9 })],
  ] as const) {
    if (packed.length < plain.length) writeFileSync(path + ext, packed);
  }
}
