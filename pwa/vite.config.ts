import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { shell } from './build/shell.ts';

/** Where `npm run dev` finds the API: a `make run` beside it. */
const api = process.env.BUURTDORP_API ?? 'http://127.0.0.1:8080';

/** What every screen needs is one chunk, and so are the parts of a question and those of a meetup; what else a few
 *  screens share, the bundler finds by itself. A group takes what it names and not what that imports: or a
 *  parent's page would wait for the desk, because both ask the same thing of the server. */
const core = 'api/(errors|graphql|id|me|meetups|session|token|regions)\\.|offline/(db|follow|install|keeps|lock|online|outbox|phone|resource|settle|snaps|unsent|update|wiped|asking)|look/|router|live|paths|routes|text/[^/]+\\.|flows/(answer|region|warm|words)|parts/(Chip|Houses|Icon|LanguageButton|Logo|OfflineBar|Page|ReadAloud|SendState|Sheet|Skyline|Standing|Stepper|TextField|Toast|UpdateBar|speech|toast)';
const form = 'flows/lines|parts/(Avatar|ChoiceList|DagdelenGrid|ErrorSummary|Pills|PostcodeField|Private|SaveState|SideHouses|Step|Tile|Wrong)|flows/(postbus|postcode|check|clean|contact|problem)';
const home = 'screens/parent/(Home|KennismakingCard|LineCard|StillRightCard)|parts/(AppointmentCard|CoordinatorCard|PendingBar)|flows/(fresh|support)';
const meet = 'parts/(CancelSheet|ComingChip|DateTile|MeetupCard|MeetupFilters)|flows/(filter|signup)|api/meetups';
const src = (pattern: string) => new RegExp(`/src/(${pattern})`);
const groups = [
  { name: 'app', test: new RegExp(`/node_modules/(svelte(?!/src/(reactivity/(set|map|date|url)|internal/client/dom/elements/bindings/(select|size)))|esm-env|idb|clsx)/|vite/preload-helper|/src/(${core})`), priority: 9 },
  { name: 'form', test: src(`(${form})\\.`), priority: 2 },
  { name: 'home', test: src(`(${home})\\.`), priority: 2 },
  { name: 'meet', test: src(`(${meet})\\.`), priority: 2 },
  { name: 'register', test: src('screens/register/(?!Done)|flows/(wizard|vraag|steun)|api/register'), priority: 1 },
  { name: 'desk', test: src('screens/desk/(form|shell|desk|board/(Hard|NextBox|ProposeSheet|WhatIf|WhyNot))|flows/desk/(?!host/|meetups|listfile|dossier|talk|steps-steun)|parts/Avatar'), priority: 1 },
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
      output: { codeSplitting: { groups, includeDependenciesRecursively: false } },
      // Svelte's package does not say that its parts are free of side effects; all but these are.
      treeshake: { moduleSideEffects: [{ test: /\/svelte\/src\/internal\/(disclose-version|flags)/, sideEffects: true }, { test: /\/node_modules\/(svelte|esm-env)\//, sideEffects: false }] },
    },
  },
  server: {
    proxy: Object.fromEntries(['/graphql', '/auth', '/calendar', '/dev', '/lijsten'].map((path) => [path, api])),
  },
});
