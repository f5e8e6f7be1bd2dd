/** What our build adds to Vite's: an empty dist, the sprite and the font hint in the page,
 *  the service worker with the list of what it keeps, and packed copies of everything. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { pack } from './pack.ts';
import { desk, reach, type Chunk } from './reach.ts';

const root = new URL('..', import.meta.url).pathname;
const dist = join(root, 'dist');

export function shell(): Plugin {
  let kept: string[] = [];
  let more: string[] = [];
  let atTheDoor = '';
  return {
    name: 'buurtdorp-shell',
    apply: 'build',
    buildStart() {
      for (const name of readdirSync(dist)) if (name !== '.keep') rmSync(join(dist, name), { recursive: true });
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const find = (pattern: RegExp) => Object.keys(bundle ?? {}).find((name) => pattern.test(name));
        const chunks = Object.values(bundle ?? {}).filter((part) => part.type === 'chunk') as unknown as Chunk[];
        const door = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith('/screens/visitor/Welcome.svelte')));
        // Most first visits come in by the front door: its chunk need not wait for the app to ask.
        atTheDoor = [hint(door?.fileName, 'rel="modulepreload"'), hint([...(door?.viteMetadata?.importedCss ?? [])][0], 'rel="preload" as="style"')].join('');
        const hints = [
          atTheDoor,
          // The words are readable in the fallback, which has the same measures: the code goes first.
          hint(find(/readex-pro-latin-wght.*\.woff2$/), 'rel="preload" as="font" type="font/woff2" fetchpriority="low"'),
        ];
        return html.replace('<!--hints-->', hints.join('')).replace('<!--sprite-->', sprite());
      },
    },
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((part) => part.type === 'chunk') as unknown as Chunk[];
      kept = ['/', ...reach(chunks), ...assets()];
      more = desk(chunks, kept);
    },
    async closeBundle() {
      await worker(kept, more);
      elsewhere(atTheDoor);
      pack(dist);
    },
  };
}

function hint(name: string | undefined, what: string): string {
  return name ? `<link ${what} href="/${name}" crossorigin>` : '';
}

/** The page of every other address: the front door's chunk is not fetched there. */
function elsewhere(atTheDoor: string) {
  writeFileSync(join(dist, 'app.html'), readFileSync(join(dist, 'index.html'), 'utf8').replace(atTheDoor, ''));
}

/** Small files from public/ that the app needs without internet too. */
function assets() {
  return ['/manifest.webmanifest', '/favicon.svg', '/icons/icon-192.png'];
}

function sprite() {
  return readFileSync(join(root, 'src/look/sprite.svg'), 'utf8').replace(/\n\s*/g, '');
}

async function worker(shellFiles: string[], deskFiles: string[]) {
  const page = readFileSync(join(dist, 'index.html'));
  const id = createHash('sha256').update(page).update(shellFiles.join()).update(deskFiles.join()).digest('hex').slice(0, 10);
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { __BUILD__: JSON.stringify(id), __SHELL__: JSON.stringify(shellFiles), __DESK__: JSON.stringify(deskFiles) },
    build: {
      outDir: dist,
      emptyOutDir: false,
      target: 'safari15.4',
      // A classic worker must be an iife: an ES module fails with "script evaluation failed".
      lib: { entry: 'src/sw.ts', formats: ['iife'], name: 'sw', fileName: () => 'sw.js' },
    },
  });
  writeFileSync(join(dist, 'shell.json'), JSON.stringify({ build: id, files: shellFiles }));
}
