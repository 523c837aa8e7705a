"use strict";
// Looks every few seconds whether what is shown is still so, and loads the page anew if not; but
// not while somebody fills in a form.
const shown = document.querySelector("[data-state]").dataset;
setInterval(async () => {
  if (document.hidden || document.activeElement?.closest("form")) return;
  try {
    const answer = await fetch(shown.ask + location.search, { cache: "no-store" });
    if ((await answer.text()) !== shown.state) location.reload();
  } catch {
    // The gateway is away; what is shown stays.
  }
}, 3000);
