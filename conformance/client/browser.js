// What a browser does on the gateway's login pages: keeps cookies of the gateway, sends its forms,
// follows its links and the redirects of others. No script runs, for the pages have none.

const BOUND = 10;

/** Goes through a whole login, from the address that a call was answered with. */
export async function logIn(start) {
  const browser = new Browser(new URL(start).origin);
  const form = await browser.get(start);
  const away = await browser.send(form);
  await browser.follow(link(away));
}

class Browser {
  #gateway;
  #cookies = new Map();

  constructor(gateway) {
    this.#gateway = gateway;
  }

  async get(address) {
    return this.#page(await this.#fetch(address, {}));
  }

  async send(page) {
    const fields = new URLSearchParams();
    for (const [, name, value] of page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g))
      fields.set(name, unescaped(value));
    const action = new URL(/<form method="post" action="([^"]+)"/.exec(page)[1], this.#gateway);
    return this.#page(
      await this.#fetch(action, {
        method: 'POST',
        body: fields,
        headers: { 'sec-fetch-site': 'same-origin', origin: this.#gateway },
      }),
    );
  }

  /** To the authorization server, and by its redirects back to us. */
  async follow(address) {
    let next = new URL(address);
    for (let hop = 0; hop < BOUND; hop++) {
      const answer = await this.#fetch(next, {});
      if (answer.status < 300 || answer.status > 399) return this.#page(answer);
      next = new URL(answer.headers.get('location'), next);
    }
    throw new Error('too many redirects');
  }

  async #fetch(address, options) {
    const ours = new URL(address).origin === this.#gateway;
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...options.headers, ...(ours && cookie ? { cookie } : {}) };
    const answer = await fetch(address, { ...options, headers, redirect: 'manual' });
    if (ours) for (const line of answer.headers.getSetCookie()) this.#keep(line);
    return answer;
  }

  #keep(line) {
    const [name, value] = line.split(';', 1)[0].split('=');
    this.#cookies.set(name, value);
  }

  async #page(answer) {
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`HTTP ${answer.status} from ${answer.url}: ${text}`);
    return text;
  }
}

const link = (page) => unescaped(/<a class="go"[^>]* href="([^"]+)"/.exec(page)[1]);

const unescaped = (text) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
