/** The browser that the stories and the pictures use. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

export const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--no-default-browser-check', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-extensions'];

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** CHROMIUM, or the first one on the path, as scripts/need.sh looks for it. */
export function chromiumPath(among = names) {
  const places = [process.env.CHROMIUM, ...among].filter(Boolean).flatMap((name) => (name.includes('/') ? [name] : (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name))));
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error('no Chromium found: scripts/need.sh chromium installs it, or name one with CHROMIUM=');
  return found;
}

/** The same Chromium without its windows, menus and tabs, where the system has it: each device of a story is a window, and
 *  what nobody sees of one costs as much as our page in it. Stories of a phone that dies have the `whole` browser
 *  (profile.mjs), and those of what only that has. */
export async function openBrowser(args = [], { whole = false } = {}) {
  return chromium.launch({ executablePath: chromiumPath(whole ? names : ['chromium-headless-shell', ...names]), args: [...flags, ...args] });
}
