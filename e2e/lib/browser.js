// A real browser at the pages that people see: Chromium of its Debian package, without a window. It keeps a picture of
// every page beside the logs, so that somebody can look at them.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const PROGRAM = '/usr/bin/chromium-headless-shell';
const WIDE = { width: 900, height: 640 };
const NARROW = { width: 380, height: 720 };
const PATIENCE_MS = 60000;

/** A browser of which each person has one of his own; pictures are kept in `folder`. */
export async function startBrowser(folder) {
  const pages = join(folder, 'pages');
  mkdirSync(pages);
  // Whoever runs these tests as root has no other way to run it.
  const args = process.getuid() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: PROGRAM, args });
  return {
    person: (more) => person(browser, pages, more),
    stop: () => browser.close(),
  };
}

/**
 * Does what leads to another page, such as a click, and returns when that page is there: who looks at once sees the one
 * before, which may have all that is looked for. Pages that load themselves anew meanwhile are not mistaken for it.
 */
async function leads(page, act) {
  const main = page.mainFrame();
  const elsewhere = (request) =>
    request.isNavigationRequest() &&
    request.frame() === main &&
    (request.method() !== 'GET' || request.url() !== page.url());
  const there = page
    .waitForRequest(elsewhere)
    .then(() => page.waitForEvent('framenavigated', (frame) => frame === main))
    .then(() => page.waitForLoadState('domcontentloaded'));
  await Promise.all([there, act()]);
}

/** Somebody with cookies of his own; he goes to pages of `strangers` too, whose certificates nobody vouches for. */
async function person(
  browser,
  pages,
  { narrow = false, dark = false, strangers = false, scripts = true } = {},
) {
  const context = await browser.newContext({
    viewport: narrow ? NARROW : WIDE,
    colorScheme: dark ? 'dark' : 'light',
    ignoreHTTPSErrors: strangers,
    javaScriptEnabled: scripts,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const faults = [];
  page.on('console', (said) => said.type() === 'error' && faults.push(said.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  return {
    page,
    leads: (act) => leads(page, act),
    /** What the browser complained about: a policy that a page breaks, a script that fails. */
    faults,
    /** One that the browser cannot take, as on a machine that is short of everything, is no fault of the page. */
    picture: (name) =>
      page
        .screenshot({ path: join(pages, `${name}.png`), fullPage: true })
        .catch((error) => process.stderr.write(`no picture ${name}: ${error.message.split('\n')[0]}\n`)),
  };
}
