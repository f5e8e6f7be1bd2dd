/** Draws the home-screen icons from the logo. Run by hand when the logo changes; the PNGs are committed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const logo = `<path fill="#fff" d="M4 43V22L17 10l13 12v21z"/><path fill="#9FDCC6" d="M20 43V27l12-11 12 11v16z"/><path fill="#FFC53D" d="M20 43V27l7.7-7.1L30 22v21z"/>`;
// A launcher may cut a maskable icon to a circle of 80 %, so its logo is smaller and its ground goes to the edge.
const icons = [
  { name: 'icon-192', size: 192, scale: 0.8, round: 10 },
  { name: 'icon-512', size: 512, scale: 0.8, round: 10 },
  { name: 'maskable-512', size: 512, scale: 0.58, round: 0 },
  { name: 'apple-touch-icon', size: 180, scale: 0.74, round: 0 },
];

const out = new URL('../public/icons/', import.meta.url);
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
const page = await browser.newPage();
for (const { name, size, scale, round } of icons) {
  const shift = (48 - 48 * scale) / 2;
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>*{margin:0}svg{display:block}</style><svg width="${size}" height="${size}" viewBox="0 0 48 48" xmlns="http://www.w3.org/2000/svg"><rect width="48" height="48" rx="${round}" fill="#0A5A48"/><g transform="translate(${shift} ${shift - 2.4 * scale}) scale(${scale})">${logo}</g></svg>`);
  writeFileSync(new URL(`${name}.png`, out), await page.screenshot({ omitBackground: true }));
}
await browser.close();
