// Shows the reference of a citation link on hover, on keyboard focus and on the first tap. The page itself holds the
// reference, hidden; it is moved behind its link while it is shown, so that Tab goes from the link to the identifier.
(() => {
  "use strict";
  const OPEN_AFTER = 300;
  const CLOSE_AFTER = 250;
  const GAP = 4;
  const EDGE = 8;
  let shown = null;
  let touched = null;
  let timer = 0;

  const later = (act, delay) => {
    clearTimeout(timer);
    timer = setTimeout(act, delay);
  };

  const place = () => {
    if (!shown) return;
    const { box, link } = shown;
    const view = document.documentElement;
    box.style.maxHeight = "";
    const at = link.getBoundingClientRect();
    const size = box.getBoundingClientRect();
    const above = at.top - GAP - EDGE;
    const below = view.clientHeight - at.bottom - GAP - EDGE;
    const under = size.height <= below || below >= above;
    const height = Math.min(size.height, Math.max(under ? below : above, 0));
    box.style.maxHeight = `${height}px`;
    box.style.top = `${under ? at.bottom + GAP : at.top - GAP - height}px`;
    box.style.left = `${Math.max(EDGE, Math.min(at.left, view.clientWidth - size.width - EDGE))}px`;
  };

  const hide = () => {
    clearTimeout(timer);
    if (shown) shown.store.append(shown.box);
    shown = null;
  };

  const show = (link, box, store) => {
    clearTimeout(timer);
    if (shown && shown.link === link) return;
    hide();
    shown = { link, box, store };
    link.after(box);
    place();
  };

  const isFocused = () => shown && (shown.link.matches(":focus-visible") || shown.box.contains(document.activeElement));
  const leave = () => later(() => isFocused() || hide(), CLOSE_AFTER);
  const blur = (event) => {
    const next = event.relatedTarget;
    if (!shown || (next !== shown.link && !shown.box.contains(next))) hide();
  };

  const attach = (link, box, store) => {
    link.setAttribute("aria-describedby", box.id);
    if (link.title) link.setAttribute("aria-label", link.title);
    link.removeAttribute("title");
    link.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "touch") later(() => show(link, box, store), OPEN_AFTER);
    });
    link.addEventListener("pointerleave", leave);
    link.addEventListener("focus", () => link.matches(":focus-visible") && show(link, box, store));
    link.addEventListener("blur", blur);
    link.addEventListener("pointerdown", (event) => {
      touched = event.pointerType === "touch" ? link : null;
    });
    link.addEventListener("click", (event) => {
      if (touched !== link || (shown && shown.link === link)) return;
      event.preventDefault();
      show(link, box, store);
    });
  };

  for (const store of document.querySelectorAll(".claims-previews")) {
    for (const box of store.children) {
      box.setAttribute("role", "tooltip");
      box.addEventListener("pointerenter", () => clearTimeout(timer));
      box.addEventListener("pointerleave", leave);
      box.addEventListener("focusout", blur);
      for (const link of document.getElementsByClassName(box.id)) attach(link, box, store);
    }
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (shown && shown.box.contains(document.activeElement)) shown.link.focus();
    hide();
  });
  document.addEventListener("pointerdown", (event) => {
    if (shown && !shown.box.contains(event.target) && !shown.link.contains(event.target)) hide();
  });
  addEventListener("scroll", (event) => shown && event.target !== shown.box && place(), { capture: true, passive: true });
  addEventListener("resize", place);
})();
