/** A browser and the app to look at: the built one on a free port, or BASE=http://… of a running server. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const root = new URL('../../', import.meta.url).pathname;
export const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--no-default-browser-check', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-extensions'];

/** CHROMIUM, or the first one on the path, as scripts/need.sh looks for it. */
export function chromiumPath() {
  const names = [process.env.CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].filter(Boolean);
  const places = names.flatMap((name) => (name.includes('/') ? [name] : (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name))));
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error('no Chromium found: scripts/need.sh chromium installs it, or name one with CHROMIUM=');
  return found;
}

export async function openBrowser(args = []) {
  return chromium.launch({ executablePath: chromiumPath(), args: [...flags, ...args] });
}

/** Serves pwa/dist by our own Go handler, so that the policy of production holds here too. */
export async function serveApp() {
  if (process.env.BASE) return { base: process.env.BASE, stop: async () => {} };
  const child = spawn('go', ['run', './pwa/tests/serve'], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  const [base] = await once(createInterface({ input: child.stdout }), 'line');
  return {
    base,
    stop: async () => {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
