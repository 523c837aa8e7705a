// What leads to another page, in a real browser, at a server that takes its time.
import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startBrowser } from './browser.js';
import { heading } from './login.js';

const LIVE = '../../gateway/src/main/resources/io/portreeve/gateway/pages/live.js';
const script = readFileSync(new URL(LIVE, import.meta.url), 'utf8');
const HELD = { '/tick': '', '/state': 'new', '/slow': '<h1>second</h1>' };

const arrivals = new EventEmitter();
let browser;
let server;
let address;
let held;

/** What a page of the console is made of: a state that is another by now, a link and a form. */
const PAGE = `<!doctype html><meta charset=utf-8><link rel=icon href="data:,"><main data-state=old data-ask=/state>
  <h1>first</h1><a href=/slow>on</a><form method=post action=/slow><button>do</button></form></main>
  <script src=/live.js></script>`;

function answer({ url }, response) {
  const say = (type, text) => {
    response.setHeader('content-type', type);
    response.end(text);
  };
  if (url === '/live.js') return say('text/javascript', script);
  if (!(url in HELD)) return say('text/html', PAGE);
  held[url].push(() => say('text/html', HELD[url]));
  return arrivals.emit(url);
}

const arrival = async (url) => held[url].length > 0 || once(arrivals, url);
const release = (url) => held[url].splice(0).forEach((give) => give());

/** A page that looks whether it is still so when the test says it, and not every few seconds. */
async function opened() {
  held = { '/tick': [], '/state': [], '/slow': [] };
  const person = await browser.person();
  await person.page.addInitScript(() => {
    window.setInterval = async (work) => {
      for (;;) {
        await fetch('/tick');
        await work();
      }
    };
  });
  await person.page.goto(address);
  return person;
}

/** Lets the page look, and returns what it did: ask, or leave it. */
async function look() {
  await arrival('/tick');
  release('/tick');
  return Promise.race([arrival('/state').then(() => 'asks'), arrival('/tick').then(() => 'leaves it')]);
}

before(async () => {
  browser = await startBrowser(mkdtempSync(join(tmpdir(), 'browser-')));
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${server.address().port}/`;
});

after(async () => {
  await browser.stop();
  server.close();
});

for (const what of ['a', 'button']) {
  test(`a page where ${what} was pressed does not ask whether it is out of date`, async () => {
    const person = await opened();
    await person.leads(async () => {
      await person.page.click(what, { noWaitAfter: true });
      await arrival('/slow');
      assert.equal(await look(), 'leaves it');
      release('/slow');
    });
    assert.equal(await heading(person), 'second');
  });

  test(`who presses ${what} is on the page that comes, though this one hears meanwhile that it is out of date`, async () => {
    const person = await opened();
    assert.equal(await look(), 'asks');
    await person.leads(async () => {
      await person.page.click(what, { noWaitAfter: true });
      await arrival('/slow');
      release('/state');
      await arrival('/tick'); // it has done what it does then
      release('/slow');
    });
    assert.equal(await heading(person), 'second');
  });
}

test('a page that is out of date is loaded anew, and not taken for the one that comes', async () => {
  const person = await opened();
  const reloaded = person.page.waitForEvent('framenavigated');
  await person.leads(async () => {
    assert.equal(await look(), 'asks');
    release('/state');
    await reloaded;
    await person.page.click('a', { noWaitAfter: true });
    await arrival('/slow');
    release('/slow');
  });
  assert.equal(await heading(person), 'second');
});
