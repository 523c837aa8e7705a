"use strict";
// Looks every few seconds whether what is shown is still so, and loads the page anew if not.
const shown = document.querySelector("[data-state]").dataset.state;
setInterval(async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch("/approvals/state" + location.search, { cache: "no-store" });
    if ((await answer.text()) !== shown) location.reload();
  } catch {
    // The gateway is away; what is shown stays.
  }
}, 3000);
