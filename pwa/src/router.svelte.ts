/** Where the app is. Own history, no hash; after each move the heading gets the focus, the title
 *  follows, and going back finds the page where it was scrolled to. */
import { tick } from 'svelte';
import { isAppPath } from './paths.ts';
import { match, type Params, type Route, type Screen } from './routes.ts';
import { need } from './text/index.svelte.ts';

type Place = { path: string; route: Route; params: Params; screen: Screen };

class Router {
  place = $state.raw<Place | undefined>();
  failed = $state(false);
  #turn = 0;
  #guard: (path: string, route: Route) => string | undefined = () => undefined;

  /** `guard` may send somebody elsewhere before anything shows. */
  async start(guard: (path: string, route: Route) => string | undefined) {
    this.#guard = guard;
    history.scrollRestoration = 'manual';
    addEventListener('popstate', (event) => {
      if (location.hash && location.pathname === this.place?.path) return; // within the page: the browser does that
      void this.#show(location.pathname, (event.state as { y?: number } | null)?.y ?? 0);
    });
    document.addEventListener('click', (event) => this.#follow(event));
    await this.#show(location.pathname);
  }

  async go(path: string, { replace = false } = {}) {
    if (!replace) history.replaceState({ y: scrollY }, '');
    history[replace ? 'replaceState' : 'pushState']({ y: 0 }, '', path);
    await this.#show(new URL(path, location.href).pathname, 0);
  }

  back(otherwise: string) {
    if (this.#moved) history.back();
    else void this.go(otherwise, { replace: true });
  }

  retry() {
    void this.#show(location.pathname, 0);
  }

  #moved = false;

  async #show(path: string, y?: number): Promise<void> {
    const turn = ++this.#turn;
    const { route, params } = match(path);
    const elsewhere = this.#guard(path, route);
    if (elsewhere && elsewhere !== path) {
      history.replaceState({ y: 0 }, '', elsewhere);
      return this.#show(new URL(elsewhere, location.href).pathname, y);
    }
    try {
      const [{ default: screen }] = await Promise.all([route.load(), need(...route.words)]);
      if (turn !== this.#turn) return;
      this.failed = false;
      if (this.place && this.place.path !== path) leaveServerPage();
      this.place = { path, route, params, screen };
    } catch {
      if (turn === this.#turn) this.failed = true; // no internet, and this part was never here
    }
    if (y === undefined) return; // the first page: the browser has put the focus at the top
    this.#moved = true;
    await tick();
    focusHeading();
    scrollBack(y);
  }

  /** Links are plain links; those to our own pages do not leave the page. */
  #follow(event: MouseEvent) {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest?.('a');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (!isAppPath(link.pathname) || (link.hash && link.pathname === location.pathname)) return;
    event.preventDefault();
    void this.go(link.pathname + link.search);
  }
}

export const router = new Router();

/** What the server wrote in the head is about the page we came in by, and about no other. */
function leaveServerPage() {
  for (const element of document.head.querySelectorAll('[data-page], meta[name="robots"]')) element.remove();
}

/** A page that is still filling is too short to scroll down in: wait until it is long enough,
 *  for two seconds, or until somebody moves it herself. */
function scrollBack(y: number) {
  scrollTo(0, y);
  if (scrollY >= y) return;
  const stop = new AbortController();
  const grown = new ResizeObserver(() => {
    scrollTo(0, y);
    if (scrollY >= y) stop.abort();
  });
  stop.signal.addEventListener('abort', () => grown.disconnect());
  for (const moved of ['wheel', 'touchstart', 'keydown', 'popstate']) addEventListener(moved, () => stop.abort(), { once: true, passive: true, signal: stop.signal });
  setTimeout(() => stop.abort(), 2000);
  grown.observe(document.body);
}

export function focusHeading() {
  const heading = document.querySelector<HTMLElement>('h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
