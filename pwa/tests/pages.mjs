/** Every page a visitor or a family can come to, for the stories that look at all of them. */
import { steun, vraag } from './fill.mjs';

const questions = (base, steps) => ['', ...steps.map(([name]) => `/${name}`), '/klopt-dit', '/later'].map((step) => `${base}${step}`);

export const visitorPages = ['/', '/ontmoeten', '/hoe-werkt-het', '/veilig', '/inloggen', '/hulp', '/mijn-steun', '/nog-te-versturen', '/nergens', ...questions('/steun-vragen', vraag), ...questions('/steun-geven', steun)];
export const familyPages = ['/thuis', '/ontmoeten', '/mijn-steun', '/mijn-gegevens', '/hulp'];

/** Until the page has its words and its data. */
export async function settle(page) {
  await page.waitForSelector('h1');
  await page.waitForLoadState('networkidle');
}
