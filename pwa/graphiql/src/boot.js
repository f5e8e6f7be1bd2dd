import { buildSchema, introspectionFromSchema } from 'graphql';

/** The token stays in memory: it is gone with the page. */
let token = '';

/** Somebody who signed in to the app on this device need not paste anything. */
async function fromSession() {
  const res = await fetch('/auth/refresh', { method: 'POST', headers: { 'X-Buurtdorp': '1', 'Content-Type': 'application/json' }, body: '{}' });
  if (res.ok) token = (await res.json()).accessToken ?? '';
}

function headers(accept, own) {
  return { 'Content-Type': 'application/json', Accept: accept, ...(token && { Authorization: `Bearer ${token}` }), ...own };
}

async function* stream(params, own) {
  const res = await fetch('/graphql', { method: 'POST', headers: headers('text/event-stream', own), body: JSON.stringify(params) });
  if (!res.ok || !res.headers.get('Content-Type')?.startsWith('text/event-stream')) {
    yield await res.json();
    return;
  }
  let text = '';
  for await (const chunk of res.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end; (end = text.indexOf('\n\n')) >= 0; text = text.slice(end + 2)) {
      const event = text.slice(0, end);
      if (/^event: complete/m.test(event)) return;
      const data = /^data: (.+)$/m.exec(event);
      if (data && /^event: next/m.test(event)) yield JSON.parse(data[1]);
    }
  }
}

async function fetcher(params, opts) {
  const own = opts?.headers ?? {};
  const chosen = opts?.documentAST?.definitions.filter((d) => d.kind === 'OperationDefinition' && (!params.operationName || d.name?.value === params.operationName));
  if (chosen?.[0]?.operation === 'subscription') return stream(params, own);
  const res = await fetch('/graphql', { method: 'POST', headers: headers('application/graphql-response+json, application/json', own), body: JSON.stringify(params) });
  return res.json();
}

const first = `# Openbare ontmoetingen. Hier is geen sleutel voor nodig.
{
  meetups(first: 5, near: "3273", within: 15) {
    totalCount
    edges {
      node {
        title
        startsAt
        freePlaces
        reisband
        place { name village }
      }
    }
  }
}
`;

function say() {
  document.getElementById('who').textContent = token ? 'Je bekijkt dit met een sleutel.' : 'Je bekijkt dit zonder account.';
}

async function start() {
  const [sdl] = await Promise.all([fetch('/schema.graphql').then((r) => r.text()), fromSession().catch(() => {})]);
  const { React, ReactDOM, GraphiQL } = window;
  say();
  document.getElementById('use').addEventListener('click', () => {
    token = document.getElementById('token').value.trim().replace(/^Bearer\s+/i, '');
    say();
  });
  ReactDOM.createRoot(document.getElementById('console')).render(
    React.createElement(GraphiQL, {
      fetcher,
      schema: introspectionFromSchema(buildSchema(sdl)),
      defaultQuery: first,
      storage: { length: 0, getItem: () => null, setItem() {}, removeItem() {}, clear() {} },
    }),
  );
}

start();
