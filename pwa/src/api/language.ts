/** In which language the server answers us, and writes its mails: that of the app. At the desk that is Dutch. */
export function language(): string {
  const desk = globalThis.location?.pathname.startsWith('/werkplek');
  return (!desk && globalThis.document?.documentElement.lang) || 'nl';
}
