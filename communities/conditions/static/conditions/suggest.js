// Names to choose from while somebody types into <input data-suggest list="…">. Without it nothing
// is missing: the form searches by itself.
"use strict";
for (const input of document.querySelectorAll("input[data-suggest]")) {
  const choices = document.getElementById(input.getAttribute("list"));
  let timer = 0;
  let asked = null;
  const show = (results) => {
    choices.replaceChildren(...results.map((found) => {
      const option = document.createElement("option");
      option.value = found.name;
      option.label = found.why;
      return option;
    }));
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (asked) asked.abort();
    if (input.value.trim().length < 2) return;
    timer = setTimeout(async () => {
      asked = new AbortController();
      try {
        const address = `${input.dataset.suggest}?q=${encodeURIComponent(input.value)}`;
        const answer = await fetch(address, { signal: asked.signal });
        if (answer.ok) show((await answer.json()).results);
      } catch { /* the next key asks again */ }
    }, 200);
  });
}
