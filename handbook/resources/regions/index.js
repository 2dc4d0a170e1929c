// Filters the list of editions as one types or chooses; what is asked for stands in the address, to be linked to.
import {} from "../reader/page/links.js";
import { folded, holds } from "./matching.js";

const FIELDS = ["q", "province", "stage"];
const PAUSE = 300; // ms: browsers refuse addresses that change with every key

function filled(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (place, name) => (name in values ? values[name] : place));
}

function rowsOf(section) {
  const ofProvince = `${section.querySelector("h3 span").textContent} ${section.dataset.also || ""}`;
  return Array.from(section.querySelectorAll("li"), (item) => {
    const named = `${item.querySelector("a").textContent} ${item.querySelector("small").textContent}`;
    return { item, text: folded(`${named} ${item.dataset.also || ""} ${ofProvince}`), stage: item.dataset.stage };
  });
}

function start(form) {
  const status = document.querySelector("[role=status]");
  const sections = Array.from(document.querySelectorAll("[data-province]"), (section) => (
    { section, province: section.dataset.province, count: section.querySelector("h3 small"), rows: rowsOf(section) }
  ));
  const all = sections.reduce((sum, { rows }) => sum + rows.length, 0);
  const unfiltered = status.textContent;
  let waiting = 0;

  /** What is asked for, as the address says it: "" for everything. */
  function query() {
    const asked = new URLSearchParams();
    for (const name of FIELDS) {
      const value = form.elements[name].value.trim();
      if (value) asked.set(name, value);
    }
    return String(asked) && `?${asked}`;
  }

  function fill() {
    const asked = new URLSearchParams(location.search);
    for (const name of FIELDS) {
      const field = form.elements[name];
      field.value = asked.get(name) || "";
      if (field.selectedIndex < 0) field.value = ""; // no such choice
    }
  }

  function show() {
    const [q, province, stage] = FIELDS.map((name) => form.elements[name].value.trim());
    let shown = 0;
    for (const { section, province: own, count, rows } of sections) {
      let found = 0;
      for (const row of rows) {
        row.item.hidden = Boolean(province && own !== province || stage && row.stage !== stage || !holds(row.text, q));
        if (!row.item.hidden) found += 1;
      }
      section.hidden = !found;
      count.textContent = found < rows.length ? filled(form.dataset.part, { shown: found, all: rows.length }) : found;
      shown += found;
    }
    const pattern = shown === all ? unfiltered : shown ? status.dataset.shown : status.dataset.nothing;
    const said = filled(pattern, { shown, all });
    if (status.textContent !== said) status.textContent = said;
    for (const link of document.querySelectorAll(".hb-languages a")) link.search = query();
  }

  function remember() {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      try {
        history.replaceState(null, "", (query() || location.pathname) + location.hash);
      } catch (refused) {
        return; // the list is filtered all the same
      }
    }, PAUSE);
  }

  function change() {
    show();
    remember();
  }

  form.addEventListener("input", change);
  form.addEventListener("change", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(change));
  // A chart leads to its province, which may be filtered out.
  document.querySelector(".charts").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const heading = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!heading || !heading.parentElement.hidden) return;
    for (const name of FIELDS) form.elements[name].value = "";
    change();
  });
  fill();
  show();
  form.hidden = false;
}

const filter = document.querySelector(".filter");
if (filter) start(filter);
