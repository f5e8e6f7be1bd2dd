/** A browser and the app to look at: the built one on a free port, or BASE=http://… of a running server. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const root = new URL('../../', import.meta.url).pathname;

export async function openBrowser(args = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', ...args],
  });
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
