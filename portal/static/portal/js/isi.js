// Everything works without this file. Small things are here, large ones are loaded where a page has them.

/** Copies the page's address, without what is only true for this visit. */
function copy(button) {
  if (!navigator.clipboard) return;
  const words = button.querySelector("[role=status]");
  const before = words.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const canonical = document.querySelector("link[rel=canonical]");
    await navigator.clipboard.writeText(canonical ? canonical.href : location.href);
    words.textContent = button.dataset.done;
    setTimeout(() => { words.textContent = before; }, 4000);
  });
}

function print(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

/** A <details> menu closes on Escape, on a click elsewhere, and when the focus leaves it. */
function menu(details) {
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary").focus();
  });
  details.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !details.contains(event.relatedTarget)) details.open = false;
  });
  document.addEventListener("click", (event) => {
    if (!details.contains(event.target)) details.open = false;
  });
}

const later = (address) => (element) => import(address).then((part) => part.start(element));
const atFocus = (address) => (element) => element.addEventListener("focus", () => later(address)(element), { once: true });
const parts = { copy, print, menu, filters: later("./filters.js"), map: later("./map.js"), suggest: atFocus("./suggest.js") };

for (const [name, start] of Object.entries(parts)) {
  document.querySelectorAll(`[data-${name}]`).forEach((element) => start(element));
}
