// Puts selects above the claims index that show some of its rows only. What a row is stands in its classes; without this
// script the tables are complete.
(() => {
  "use strict";
  const KINDS = [["design", "Design"], ["species", "Species"], ["state", "State"]];
  const ALL = "";

  const values = (row, kind) => {
    const start = `claims-${kind}-`;
    return [...row.classList].filter((name) => name.startsWith(start)).map((name) => name.slice(start.length));
  };

  const make = (name, content, attributes = {}) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...content);
    return element;
  };

  const field = (label, kind, options) => {
    const select = make("select", options.map(([value, text]) => make("option", [text], { value })), { name: kind });
    return make("label", [label, select]);
  };

  const start = () => {
    const sections = [...document.querySelectorAll("section.claims-filtered")];
    if (!sections.length) return;
    const rows = sections.flatMap((section) => [...section.querySelectorAll("tbody tr")].map((row) => ({ row, section })));
    const pages = sections.map((section) => [section.id, section.querySelector("h1, h2, h3, h4, h5, h6").firstChild.textContent]);
    const fields = [field("Page", "page", [[ALL, "all pages"], ...pages])];
    for (const [kind, label] of KINDS) {
      const found = [...new Set(rows.flatMap(({ row }) => values(row, kind)))].sort();
      if (found.length) {
        fields.push(field(label, kind, [[ALL, "all"], ...found.map((value) => [value, value.replaceAll("-", " ")])]));
      }
    }
    const count = make("output", []);
    const reset = make("button", ["Show all"], { type: "reset" });
    const legend = make("legend", ["Show only"]);
    const form = make("form", [make("fieldset", [legend, ...fields, reset, count])], { className: "claims-filter" });

    const apply = () => {
      const wanted = Object.fromEntries(new FormData(form));
      let shown = 0;
      for (const section of sections) section.hidden = true;
      for (const { row, section } of rows) {
        const fits = KINDS.every(([kind]) => !wanted[kind] || values(row, kind).includes(wanted[kind]));
        row.hidden = !(fits && (!wanted.page || wanted.page === section.id));
        if (!row.hidden) {
          section.hidden = false;
          shown += 1;
        }
      }
      count.value = `${shown} of ${rows.length} claims shown`;
    };

    form.addEventListener("change", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    addEventListener("hashchange", () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && target.closest("[hidden]")) {
        form.reset();
        setTimeout(() => target.scrollIntoView());
      }
    });
    sections[0].before(form);
    apply();
  };

  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
