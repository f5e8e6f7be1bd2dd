/** The colours follow the phone; a choice made here is stronger. */
export type Theme = 'auto' | 'light' | 'dark';

const stored = 'buurtdorp-kleuren';
let chosen = $state<Theme>('auto');

export function theme(): Theme {
  return chosen;
}

export function startTheme() {
  try {
    const found = localStorage.getItem(stored);
    if (found === 'light' || found === 'dark') apply(found);
  } catch {
    // private mode: as the phone does it
  }
}

export function setTheme(next: Theme) {
  apply(next);
  try {
    if (next === 'auto') localStorage.removeItem(stored);
    else localStorage.setItem(stored, next);
  } catch {
    // private mode: the choice holds for this visit
  }
}

function apply(next: Theme) {
  chosen = next;
  if (next === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
}
