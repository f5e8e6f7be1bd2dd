// Puts the API console together in dist: GraphiQL and React as they are published,
// and our own boot script. Nothing comes from a CDN.
import { copyFile, mkdir, readFile, rm, writeFile, readdir } from 'node:fs/promises';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from '../node_modules/vite/dist/node/index.js';

const here = (path) => new URL(path, import.meta.url).pathname;
await mkdir(here('dist'), { recursive: true });
for (const file of await readdir(here('dist'))) if (file !== '.keep') await rm(here(`dist/${file}`), { recursive: true });

await build({
  root: here('.'), configFile: false, logLevel: 'warn',
  build: {
    outDir: here('dist'), emptyOutDir: false, minify: true,
    lib: { entry: here('src/boot.js'), formats: ['iife'], name: 'boot', fileName: () => 'boot.js' },
  },
});
const parts = {
  'react.js': 'node_modules/react/umd/react.production.min.js',
  'react-dom.js': 'node_modules/react-dom/umd/react-dom.production.min.js',
  'graphiql.js': 'node_modules/graphiql/graphiql.min.js',
  'graphiql.css': 'node_modules/graphiql/graphiql.min.css',
  'page.css': 'src/page.css',
  'index.html': 'src/index.html',
};
for (const [to, from] of Object.entries(parts)) await copyFile(here(from), here(`dist/${to}`));
for (const file of [...Object.keys(parts), 'boot.js']) {
  const raw = await readFile(here(`dist/${file}`));
  await writeFile(here(`dist/${file}.br`), brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
}
