import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { shell } from './build/shell.ts';

/** Where `npm run dev` finds the API: a `make run` beside it. */
const api = process.env.BUURTDORP_API ?? 'http://127.0.0.1:8080';

/** Few, whole chunks: what every screen needs, what every question needs, and one per group of people.
 *  The home of a parent has one of its own, because that is the first thing most people wait for. */
const forms = 'ChoiceList|DagdelenGrid|ErrorSummary|InstallAsk|Pills|PostcodeField|Private|SaveState|SendState|SettingsCard|SideHouses|Step|TaskList|TextField|Tile|Wrong';
const questions = `api/register|offline/drafts|flows/(vraag|steun|wizard|postbus|postcode|check|clean|contact|problem|lines)|parts/(${forms})`;
const home = 'flows/support|parts/(AppointmentCard|CoordinatorCard|PendingBar)|screens/parent/(Home|LineCard|KennismakingCard)|text/nl/parent';
const src = (pattern: string) => new RegExp(`/src/(${pattern})`);
const groups = [
  { name: 'app', test: new RegExp(`/node_modules/|/src/(?!sw|api/(sse|koppeling|details)|flows/(desk/|koppeling)|parts/maps|(${questions}|${home})\\.)(api|offline|look|parts|flows|text/[^/]+\\.ts|live|router|routes|paths)`), priority: 4 },
  { name: 'questions', test: src(`(${questions})\\.`), priority: 3 },
  { name: 'home', test: src(`(${home})\\.`), priority: 2 },
  { name: 'visitor', test: src('screens/visitor/|text/nl/visitor'), priority: 1 },
  { name: 'register', test: src('screens/register/'), priority: 1 },
  { name: 'register-words', test: src('text/nl/register'), priority: 1 }, // a proposal uses them too
  { name: 'parent', test: src('screens/parent/|flows/koppeling|api/(koppeling|details)'), priority: 1 },
  { name: 'desk-dossier', test: src('screens/desk/(dossier|pair)/|flows/desk/(dossier|talk|pair|family-steps|steps-steun)\\.'), priority: 2 },
  { name: 'desk-words', test: src('text/nl/desk'), priority: 2 },
  { name: 'desk-more', test: src('screens/desk/(host|lists|New)|flows/desk/(meetups|lists)\\.'), priority: 2 },
  { name: 'desk', test: src('screens/desk/|flows/desk/|api/sse'), priority: 1 },
];

export default defineConfig({
  plugins: [svelte(), shell()],
  build: {
    target: ['chrome107', 'edge107', 'firefox110', 'safari15.4'],
    assetsDir: 'a',
    assetsInlineLimit: 0, // the policy allows no data: font, and a hashed file caches better
    emptyOutDir: false, // dist/.keep must stay; build/shell.ts empties the rest
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: { codeSplitting: { groups } },
      // Svelte's package does not say that its parts are free of side effects; all but these are.
      treeshake: { moduleSideEffects: [{ test: /\/svelte\/src\/internal\/(disclose-version|flags)/, sideEffects: true }, { test: /\/node_modules\/(svelte|esm-env)\//, sideEffects: false }] },
    },
  },
  server: {
    proxy: Object.fromEntries(['/graphql', '/auth', '/calendar', '/dev'].map((path) => [path, api])),
  },
});
