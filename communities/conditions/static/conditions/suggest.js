// Names to choose from while somebody types into <input data-suggest="address">: a combobox with its
// list below the form. Without scripts nothing is missing: the form searches by itself.
"use strict";
for (const input of document.querySelectorAll("input[data-suggest]")) {
  const set = (element, facts) => {
    for (const [name, value] of Object.entries(facts)) element.setAttribute(name, value);
    return element;
  };
  const make = (tag, facts, ...inside) => {
    const element = set(document.createElement(tag), facts);
    element.append(...inside);
    return element;
  };
  const list = make("ul", { id: `${input.id}-names`, class: "choices", role: "listbox", "aria-label": "Names that fit" });
  const said = make("p", { class: "vh", role: "status" });
  list.hidden = true;
  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" });
  input.form.append(list, said);

  let timer = 0;
  let asked = null;
  let at = -1;
  const point = (to) => {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = to;
    const option = list.children[at];
    if (!option) return input.removeAttribute("aria-activedescendant");
    set(option, { "aria-selected": "true" }).scrollIntoView({ block: "nearest" });
    set(input, { "aria-activedescendant": option.id });
  };
  const open = (yes) => {
    point(-1);
    list.hidden = !yes;
    set(input, { "aria-expanded": String(yes) });
  };
  const choose = (option) => {
    input.value = option.dataset.name;
    open(false);
    input.form.requestSubmit();
  };
  const show = (results) => {
    list.replaceChildren(...results.map((found, number) => {
      const why = make("span", { class: "hint" }, found.why);
      const facts = { role: "option", id: `${list.id}-${number}`, "aria-selected": "false", "data-name": found.name };
      return make("li", facts, `${found.name} `, why);
    }));
    open(results.length > 0);
    said.textContent = results.length ? `Names to choose from with the arrow keys: ${results.length}.` : "";
  };
  const ask = async () => {
    asked = new AbortController();
    try {
      const address = `${input.dataset.suggest}?q=${encodeURIComponent(input.value)}`;
      const answer = await fetch(address, { signal: asked.signal });
      if (answer.ok) show((await answer.json()).results);
    } catch { /* the next key asks again */ }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    asked?.abort();
    if (input.value.trim().length < 2) open(false);
    else timer = setTimeout(ask, 200);
  });
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (list.hidden && event.key === "ArrowDown" && last >= 0) open(true);
    if (list.hidden) return;
    if (event.key === "ArrowDown") point(at >= last ? 0 : at + 1);
    else if (event.key === "ArrowUp") point(at <= 0 ? last : at - 1);
    else if (event.key === "Escape") open(false);
    else if (event.key === "Enter" && at >= 0) choose(list.children[at]);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => open(false));
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
}
