"use strict";
// Looks every few seconds whether what is shown is still so, and loads the page anew if not; but
// not while somebody fills in a form, and not while a page is on its way that somebody asked for:
// to load this one anew would call that off.
const shown = document.querySelector("[data-state]").dataset;
const PATIENCE_MS = 30000; // with a page that does not come
let left = -PATIENCE_MS;
const leaves = () => (left = performance.now());
addEventListener("click", (event) => event.target.closest("a[href]") && leaves());
addEventListener("submit", leaves);
const busy = () =>
  document.hidden || document.activeElement?.closest("form") || performance.now() - left < PATIENCE_MS;
setInterval(async () => {
  if (busy()) return;
  try {
    const answer = await fetch(shown.ask + location.search, { cache: "no-store" });
    const state = await answer.text();
    if (state !== shown.state && !busy()) location.reload();
  } catch {
    // The gateway is away; what is shown stays.
  }
}, 3000);
