// An OpenID Connect directory for the tests: the real `oidc-provider` with made-up people, in memory.
// Reads one JSON line of settings on its standard input and prints its issuer; ends with its input.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { Provider } from 'oidc-provider';

const lines = createInterface({ input: process.stdin });
const settings = JSON.parse((await lines[Symbol.asyncIterator]().next()).value);
const people = settings.people; // by login: { sub, email, email_verified, amr }
const server = createServer();
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'throughline',
    client_secret: settings.client_secret,
    redirect_uris: settings.redirect_uris,
    post_logout_redirect_uris: settings.post_logout_redirect_uris,
  }],
  claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], profile: ['name'] },
  conformIdTokenClaims: false, // as the directories of large organisations do
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  findAccount: (_, id) => {
    const person = Object.values(people).find((each) => each.sub === id);
    return person && { accountId: id, claims: () => ({ sub: id, email: person.email, email_verified: person.email_verified, name: 'Somebody' }) };
  },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
  cookies: { keys: ['only for tests'] },
});

async function body(request) {
  let said = '';
  for await (const part of request) said += part;
  return new URLSearchParams(said);
}

const handle = provider.callback();
server.on('request', async (request, response) => {
  if (!request.url.startsWith('/interaction/')) return handle(request, response);
  try {
    if (request.method === 'POST') {
      const said = await body(request);
      if (said.get('cancel')) {
        return await provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'went back' });
      }
      const person = people[said.get('login')];
      const login = { accountId: person.sub, amr: person.amr, acr: person.acr };
      return await provider.interactionFinished(request, response, { login });
    }
    response.setHeader('content-type', 'text/html');
    return response.end('<!doctype html><html lang="en"><title>Directory</title><h1>The directory of a made-up council</h1>'
      + '<form method="post"><label>Name <input name="login"></label><button name="go" value="1">Sign in</button>'
      + '<button name="cancel" value="1">Cancel</button></form></html>');
  } catch (error) {
    response.statusCode = 500;
    return response.end(String(error.stack));
  }
});
console.log(issuer);
lines.on('close', () => process.exit(0));
