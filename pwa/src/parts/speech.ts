/** Reading aloud, by the voices of the phone itself: nothing leaves it. */
const voices = (): SpeechSynthesisVoice[] => globalThis.speechSynthesis?.getVoices() ?? [];

function voiceFor(lang: string): SpeechSynthesisVoice | undefined {
  const fitting = voices().filter((voice) => voice.lang.toLowerCase().startsWith(lang));
  return fitting.find((voice) => voice.localService) ?? fitting[0];
}

export function canSpeak(lang: string): boolean {
  return voiceFor(lang) !== undefined;
}

/** Voices may come in late; tells each time the list changes. */
export function onVoices(changed: () => void): () => void {
  const synth = globalThis.speechSynthesis;
  synth?.addEventListener?.('voiceschanged', changed);
  return () => synth?.removeEventListener?.('voiceschanged', changed);
}

/** One sentence after another: a long text in one piece stops half way on some phones. */
export function speak(lines: string[], lang: string, ended: () => void) {
  stopSpeaking();
  const voice = voiceFor(lang);
  const rest = lines.filter(Boolean);
  rest.forEach((line, i) => {
    const part = new SpeechSynthesisUtterance(line);
    part.lang = voice?.lang ?? lang;
    if (voice) part.voice = voice;
    part.rate = 0.9;
    if (i === rest.length - 1) part.onend = ended;
    speechSynthesis.speak(part);
  });
  if (!rest.length) ended();
}

export function stopSpeaking() {
  globalThis.speechSynthesis?.cancel();
}

/** What a reader of this page would say: headings, texts, and the names of the choices. */
export function readable(root: ParentNode): string[] {
  const parts = root.querySelectorAll<HTMLElement>('h1, h2, h3, p, li, label, legend, dt, dd, .say');
  const lines: string[] = [];
  for (const part of parts) {
    if (part.querySelector('h1, h2, h3, p, li, label') || part.closest('[hidden], [aria-hidden="true"], .toasts')) continue;
    const line = part.innerText?.replace(/\s+/g, ' ').trim();
    if (line && line !== lines.at(-1)) lines.push(line);
  }
  return lines;
}
