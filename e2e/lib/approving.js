// A gateway whose calls people approve on its pages, and a real identity provider that knows those people.
import { asClient, behind } from './config.js';
import { comesBack } from './login.js';
import { servers } from './servers.js';

const RESOURCE = 'https://mcp.example.test/mcp';

/**
 * Starts it, in front of the files of a world.
 *
 * people: their names; each comes back by that name, with a token of his
 * approvers: who of them may say yes, as an operator
 * tools: what is said of single tools besides
 * more: other keys of the configuration
 */
export async function approving(stage, keycloak, { people, approvers, tools, more = {} }) {
  await keycloak.addScope('mcp', RESOURCE);
  const app = await keycloak.addClient('app', ['mcp']);
  const pages = await keycloak.addClient('pages', [], { directAccessGrantsEnabled: false });
  const world = stage.world();
  const kc = {
    issuer: keycloak.issuer,
    claims: { principal: 'preferred_username' },
    'sign-in': asClient(stage.world('secrets'), pages),
  };
  const gateway = await stage.operate({
    authentication: { oauth: { resource: RESOURCE, scopes: ['mcp'], issuers: { kc } } },
    console: { 'sign-in': 'kc', approvers: { names: approvers.map((name) => `kc/${name}`) } },
    servers: { files: filesOf(world, tools) },
    transparent: true,
    policy: { allow: [{ name: 'all', tools: ['*'] }] },
    pinning: { 'first-seen': 'approve' },
    ...more,
  });
  await comesBack(keycloak, pages, new URL('/console/signed-in', gateway.target().url));
  const scene = { gateway, world };
  for (const name of people) {
    const user = await keycloak.addUser(name, []);
    scene[name] = { ...user, token: await keycloak.byPassword(app, user, 'mcp') };
  }
  return scene;
}

function filesOf(world, tools) {
  const files = behind(servers.filesystem, world);
  for (const [name, said] of Object.entries(tools)) files.tools[name] = { ...files.tools[name], ...said };
  return files;
}
