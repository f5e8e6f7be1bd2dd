/** The browser that the stories and the pictures use. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

export const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--no-default-browser-check', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-extensions'];

const whole = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** CHROMIUM, or the first one on the path, as scripts/need.sh looks for it. */
export function chromiumPath(names = whole) {
  names = [process.env.CHROMIUM, ...names].filter(Boolean);
  const places = names.flatMap((name) => (name.includes('/') ? [name] : (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name))));
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error('no Chromium found: scripts/need.sh chromium installs it, or name one with CHROMIUM=');
  return found;
}

/** The same Chromium without its windows, menus and tabs, where the system has it: each device of a story is a window, and
 *  what nobody sees of one costs as much as our page in it. Stories of a phone that dies have the whole browser (profile.mjs). */
export async function openBrowser(args = []) {
  return chromium.launch({ executablePath: chromiumPath(['chromium-headless-shell', ...whole]), args: [...flags, ...args] });
}
