/**
 * What one may mean, proposed while one types: a combobox with a list (WAI-ARIA APG). The list comes from the server.
 * Without this file, or when it gets no answer, the field is what it was: one types and presses the button.
 */
const PAUSE = 200; // milliseconds without a key before it asks
const SHORTEST = 2;

const part = (tag, attributes) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

export function start(field) {
  const box = field.closest(".search");
  const list = part("div", { id: `${field.id}-suggestions`, class: "suggestions", role: "listbox", hidden: "" });
  const status = part("span", { class: "hide", role: "status" });
  if ("popover" in list) list.popover = "manual"; // above everything, also where the page clips what sticks out
  box.append(list, status);
  const combobox = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(combobox)) field.setAttribute(name, value);

  let timer, request, active = -1;
  const isOpen = () => field.getAttribute("aria-expanded") === "true";

  const choose = (number) => {
    active = number;
    [...list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === number)));
    const chosen = list.children[number];
    if (chosen) field.setAttribute("aria-activedescendant", chosen.id);
    else field.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    clearTimeout(timer);
    request?.abort();
    if (isOpen() && list.popover) list.hidePopover();
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    choose(-1);
  };
  const open = () => {
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    if (!list.popover) return;
    const { left, bottom, width } = box.getBoundingClientRect();
    Object.assign(list.style, { left: `${left + scrollX}px`, top: `${bottom + scrollY + 6}px`, width: `${width}px` });
    if (!list.matches(":popover-open")) list.showPopover();
  };
  const show = (answer) => {
    const options = [...answer.children];
    options.forEach((option, n) => { option.id = `${list.id}-${n}`; });
    list.setAttribute("aria-label", answer.getAttribute("aria-label"));
    list.replaceChildren(...options);
    choose(-1);
    if (options.length) open();
    else close();
    status.textContent = answer.dataset.count;
  };
  const ask = async () => {
    request?.abort();
    request = new AbortController();
    const address = `${field.dataset.suggest}?${new URLSearchParams({ q: field.value })}`;
    try {
      const answer = await fetch(address, { signal: request.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) return close();
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (document.activeElement === field) show(page.querySelector("[role=listbox]"));
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => { if (active >= 0) list.children[active].click(); return active >= 0; },
    Escape: () => { const was = isOpen(); close(); return was; },
  };
  /** One step down or up the list; after its end one is in the field again. */
  const move = (step) => {
    const count = list.children.length + 1;
    if (isOpen()) choose((active + 1 + step + count) % count - 1);
    else if (field.value.trim().length >= SHORTEST) ask();
    return true;
  };
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || !keys[event.key]?.()) return;
    event.preventDefault();
    event.stopPropagation(); // the menu around the field stays open
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    request?.abort();
    if (field.value.trim().length < SHORTEST) return close();
    timer = setTimeout(ask, PAUSE);
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  box.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget)) close(); });
  addEventListener("pagehide", close);
}
