/** A browser with a profile on disk, that can be killed as a phone without battery is, and started
 *  again. Playwright keeps its own browsers' processes to itself, so this one is ours. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { flags, chromiumPath } from './browser.mjs';

const running = new Set();
/** All its processes at once: one that lives on for a moment writes to the profile still. */
const die = (child) => {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // it is gone already
  }
};
process.on('exit', () => running.forEach(die));

export function newProfile() {
  const folder = mkdtempSync(join(tmpdir(), 'buurtdorp-profile-'));
  let child;
  let browser;
  const kill = async () => {
    if (!child) return;
    const gone = once(child, 'exit');
    die(child);
    await gone;
    running.delete(child);
    child = undefined;
    await browser?.close().catch(() => {});
    for (const name of ['DevToolsActivePort', 'SingletonLock', 'SingletonSocket', 'SingletonCookie']) rmSync(join(folder, name), { force: true });
  };
  return {
    folder,
    /** Starts the browser, and gives its one context with a page like a phone's. */
    async start() {
      child = spawn(chromiumPath(), [...flags, '--headless=new', `--user-data-dir=${folder}`, '--remote-debugging-port=0', '--accept-lang=nl-NL,nl', 'about:blank'], { stdio: 'ignore', detached: true });
      running.add(child);
      browser = await chromium.connectOverCDP(await endpoint(folder, child));
      const context = browser.contexts()[0];
      const page = context.pages()[0] ?? (await context.newPage());
      await page.setViewportSize({ width: 390, height: 844 });
      return { context, page };
    },
    kill,
    async remove() {
      await kill();
      // rmSync's own retries hold up every other story, and do not see what came into the folder meanwhile.
      for (let left = 50; ; left--) {
        try {
          return await rm(folder, { recursive: true, force: true });
        } catch (error) {
          if (!left) throw error;
          await new Promise((done) => setTimeout(done, 100));
        }
      }
    },
  };
}

/** Where Chromium listens: it writes that down once it does. */
async function endpoint(folder, child) {
  for (let i = 0; i < 400; i++) {
    if (child.exitCode !== null) throw new Error(`Chromium stopped with ${child.exitCode}`);
    try {
      const [port, path] = readFileSync(join(folder, 'DevToolsActivePort'), 'utf8').split('\n');
      if (path) return `ws://127.0.0.1:${port}${path}`;
    } catch {
      // not yet
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('Chromium does not listen');
}
