/** On wide screens a changed filter shows its result at once; on a phone one chooses first and presses the button. */
const wide = matchMedia("(min-width: 62em)");

export function start(filters) {
  const form = filters.querySelector("form");
  const results = document.querySelector("[data-results]");
  if (!form || !results || !window.DOMParser) return;

  const showButtons = () => {
    for (const button of document.querySelectorAll("[data-without-script]")) button.hidden = true;
    for (const button of document.querySelectorAll("[data-narrow]")) button.hidden = wide.matches;
  };
  showButtons();
  wide.addEventListener("change", showButtons);

  let last;
  const update = async () => {
    const address = new URL(form.action || location.href);
    address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== "")).toString();
    last?.abort();
    last = new AbortController();
    results.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: last.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      replace(results, page.querySelector("[data-results]"));
      for (const fresh of page.querySelectorAll(".facet")) keepFolds(form, fresh);
      showButtons();
      history.replaceState(null, "", address);
      results.removeAttribute("aria-busy");
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
    }
  };
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.form === form && (wide.matches || field.name === "sort") && field.type !== "search") update();
  });
}

function replace(old, fresh) {
  const focused = old.contains(document.activeElement) && document.activeElement.id;
  // The line with the count stays the same element, so that screen readers announce the new number.
  const line = old.querySelector("[role=status]");
  const count = fresh.querySelector("[role=status]");
  if (line && count) {
    line.replaceChildren(...count.childNodes);
    count.replaceWith(line);
  }
  old.replaceChildren(...fresh.childNodes);
  if (focused) document.getElementById(focused)?.focus();
}

/** New counts in a group, with its folds and the focused field as they were. */
function keepFolds(form, fresh) {
  const old = form.querySelector(`#${CSS.escape(fresh.id)}`);
  if (!old) return;
  const active = document.activeElement;
  const focused = old.contains(active) && active.name ? `[name="${active.name}"][value="${CSS.escape(active.value)}"]` : "";
  const more = old.querySelector("details");
  const freshMore = fresh.querySelector("details");
  if (more && freshMore) freshMore.open = more.open;
  old.querySelector("fieldset").replaceWith(fresh.querySelector("fieldset"));
  if (focused) old.querySelector(focused)?.focus();
}
