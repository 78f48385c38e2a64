// The keyboard walk: "begin" puts the start before the first stop, counts the stops and judges each
// place that the focus comes to as soon as the key is let go; "end" tells what was seen.
(step) => {
  const selector = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  const groups = new Set();
  const isStop = (element) => {
    if (element.disabled || element.tabIndex < 0 || !element.checkVisibility()) return false;
    if (element.closest("details:not([open])") && element.tagName !== "SUMMARY") return false;
    if (element.type !== "radio") return true;
    const group = document.querySelectorAll(`input[type=radio][name="${CSS.escape(element.name)}"]`);
    const chosen = [...group].find((one) => one.checked);
    if (chosen) return element === chosen;
    if (groups.has(element.name)) return false;
    groups.add(element.name);
    return true;
  };
  if (step === "end") {
    document.removeEventListener("keyup", window.walk.look, true);
    return window.walk.stops;
  }
  const state = { last: null, first: null, ended: false, seen: new Set(), stops: [] };
  state.look = () => {
    const now = document.activeElement;
    if (state.ended || !now || now === document.body || now === document.documentElement || (state.seen.size && now === state.first)) {
      state.ended = true;
      return;
    }
    const faults = [];
    if (state.seen.has(now)) faults.push("comes back");
    if (state.last && !(state.last.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING)) {
      faults.push("out of order");
    }
    const style = getComputedStyle(now);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) faults.push("no outline");
    const box = [...now.getClientRects()].find((rect) => rect.width && rect.height);
    if (!box) faults.push("no box");
    else {
      const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
      const y = Math.min(Math.max(box.top + Math.min(box.height / 2, innerHeight / 2), 0), innerHeight - 1);
      const top = document.elementFromPoint(x, y);
      if (box.bottom < 0 || box.top > innerHeight) faults.push("out of sight");
      else if (!top || !(now.contains(top) || top.contains(now) || (now.labels && [...now.labels].some((l) => l.contains(top))))) {
        faults.push("covered");
      }
    }
    state.first = state.first || now;
    state.seen.add(now);
    state.last = now;
    state.stops.push({ faults, what: now.outerHTML.slice(0, 90) });
  };
  window.walk = state;
  document.addEventListener("keyup", state.look, true);
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  window.scrollTo(0, 0);
  return [...document.querySelectorAll(selector)].filter(isStop).length;
}
