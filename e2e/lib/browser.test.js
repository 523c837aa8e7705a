// What leads to another page, in a real browser, at a server that takes its time.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startBrowser } from './browser.js';
import { heading } from './login.js';

const LIVE = '../../gateway/src/main/resources/io/portreeve/gateway/pages/live.js';
const script = readFileSync(new URL(LIVE, import.meta.url), 'utf8');

let browser;
let server;
let address;

/** What a page of the console is made of: a state that is another each time, a link and a form. */
const body = (name) => `<!doctype html><meta charset=utf-8><link rel=icon href="data:,"><main data-state=old data-ask=/state>
  <h1>${name}</h1><a href=/slow>on</a><form method=post action=/slow><button>do</button></form></main>
  <script src=/live.js></script>`;

function answer(request, response) {
  const say = (type, text) => {
    response.setHeader('content-type', type);
    response.end(text);
  };
  if (request.url === '/live.js') return say('text/javascript', script);
  if (request.url === '/state') return say('text/plain', 'new');
  if (request.url !== '/slow') return say('text/html', body('first'));
  // Longer than it takes until the page looks whether it is still so.
  return setTimeout(() => say('text/html', body('second')), 5000);
}

before(async () => {
  browser = await startBrowser(mkdtempSync(join(tmpdir(), 'browser-')));
  server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((listens) => server.once('listening', listens));
  address = `http://127.0.0.1:${server.address().port}/`;
});

after(async () => {
  await browser.stop();
  server.close();
});

for (const what of ['a', 'button']) {
  test(`who presses ${what} is on the page that comes, however late, and though this one is out of date`, async () => {
    const person = await browser.person();
    await person.page.goto(address);
    await person.leads(() => person.page.click(what));
    assert.equal(await heading(person), 'second');
  });
}

test('a page that is out of date is loaded anew, and not taken for the one that comes', async () => {
  const person = await browser.person();
  await person.page.goto(address);
  const reloaded = person.page.waitForEvent('framenavigated');
  await person.leads(async () => {
    await reloaded;
    await person.page.click('a');
  });
  assert.equal(await heading(person), 'second');
});
