import { mount } from 'svelte';
import './look/tokens.css';
import './look/ui.css';
import App from './App.svelte';
import { confirmSession, recoverSession, session } from './api/session.ts';
import { startTheme } from './look/theme.svelte.ts';
import { warm } from './flows/warm.ts';
import { listenForInstall } from './offline/install.ts';
import { NotKept } from './offline/outbox.ts';
import { hasMee, resumeSending, startSending } from './offline/phone.ts';
import { followWorker, keepDesk, startWorker, takeWaiting } from './offline/update.ts';
import { storage } from './offline/wiped.ts';
import { isForm } from './paths.ts';
import { router } from './router.svelte.ts';
import type { Route } from './routes.ts';
import { startLang } from './text/index.svelte.ts';

listenForInstall();
startTheme();
followWorker();
void start();

async function start() {
  // A form keeps the version it began with; everywhere else a new one may come in here.
  if (!isForm(location.pathname) && (await takeWaiting().catch(() => false))) return;
  await startLang();
  await router.start(guard);
  const target = document.getElementById('app')!;
  target.replaceChildren(); // what the server wrote there, for who has no JavaScript
  mount(App, { target });
  // Somebody signed in, in another tab. Signing out goes another way (offline/phone.ts).
  addEventListener('storage', ({ key, newValue }) => key === 'buurtdorp-wie' && newValue && location.reload());
  // What the phone could not keep is said by PhoneBar; the screen that asked stays as it was.
  addEventListener('unhandledrejection', (event) => event.reason instanceof NotKept && event.preventDefault());
  // What was reading when she was signed out from elsewhere, and the browser took all away: the page goes too.
  addEventListener('unhandledrejection', (event) => /Connection is closing|AbortError/.test(String(event.reason)) && event.preventDefault());
  void startSending();
  if (session.viewer) void confirmSession().catch(() => undefined);
  void startWorker().catch(() => undefined);
  if (session.viewer) setTimeout(() => void import('./offline/push.ts').then(({ keepPush }) => keepPush()).catch(() => undefined), 5000);
  else setTimeout(() => void recover().catch(() => undefined), 1000);
  const work = () => session.isStaff && setTimeout(() => void keepDesk().catch(() => undefined), 2500);
  session.subscribe(work);
  work();
  setTimeout(() => void warm().catch(() => undefined), 1500); // when what was asked for is on the screen
}

/** Somebody who lives here, whose browser has cleaned up: she is told so, and goes home. */
async function recover() {
  if (!(await recoverSession())) return;
  storage.say();
  void resumeSending().catch(() => undefined); // what she keeps comes back, and goes on coming
  if (location.pathname === '/') await router.go('/', { replace: true });
}

/** Who comes to the front door and lives here, goes to her own room. */
function guard(path: string, route: Route): string | undefined {
  if (path === '/' && session.viewer) return session.isParent || !session.isStaff ? '/thuis' : hasMee() && !navigator.onLine ? '/mee-op-pad' : '/werkplek';
  if (route.who === 'parent' && !session.viewer) return `/inloggen?naar=${encodeURI(path)}`;
  return undefined;
}
