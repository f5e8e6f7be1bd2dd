/** j and k go along a list, as the arrows do; what has the focus opens with Enter by itself. */
export function along(event: KeyboardEvent, selector: string) {
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  const target = event.target as HTMLElement;
  if (!step || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
  const all = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(selector)];
  const at = all.findIndex((one) => one === target || one.closest('li')?.contains(target));
  const next = all[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** The first of a list, from anywhere on the page but a field: "j" begins. */
export function begin(event: KeyboardEvent, selector: string) {
  if (event.key !== 'j' || event.ctrlKey || event.metaKey || event.altKey || document.activeElement !== document.body) return;
  const first = document.querySelector<HTMLElement>(selector);
  if (!first) return;
  event.preventDefault();
  first.focus();
}
