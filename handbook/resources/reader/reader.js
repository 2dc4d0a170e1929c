// What readers keep on their device: ticks on lists, and the stage that their region is in.

import { TickList } from "./lists.js";
import { showStage } from "./our_stage.js";
import { Panel } from "./panel.js";
import { Marks } from "./progress.js";
import { StageBox } from "./stage_box.js";
import { Store } from "./store.js";
import { currentLists } from "./transfer.js";
import { element, root, say } from "./words.js";

const settings = window.handbookSite;
const store = new Store(settings.handbook, settings.edition);
const article = document.querySelector("article");
const places = [...article.querySelectorAll("[data-ticks]")];
const tickLists = places.map((place, index) => new TickList(place, index + 1, store, () => refresh()));
const panel = tickLists.length ? new Panel(tickLists, store, () => currentLists(new URL(settings.lists, root).href), () => refresh()) : null;
const counts = tickLists.length > 1 ? tickLists.map((list) => countOver(list.place)) : [];
const marks = new Marks(article);
const place = article.querySelector(".hb-our-stage");
const stageBox = place ? new StageBox(place) : null;

/** A line over a list that tells how far it is. */
function countOver(list) {
  const line = element("p", "hb-list-count");
  list.before(line);
  return line;
}

function refresh() {
  const lists = store.lists();
  const total = { done: 0, all: 0 };
  tickLists.forEach((list, index) => {
    const { done, all } = list.show(lists);
    total.done += done;
    total.all += all;
    if (counts[index]) counts[index].textContent = say("count", { done, all });
  });
  if (panel) panel.show(total);
  marks.show(lists);
  if (stageBox) stageBox.show(lists);
}

/** Mark what is printed with ticks: the lists with their headings and counts. */
function markPrinted() {
  for (const list of places) {
    list.classList.add("hb-listed");
    let before = list.previousElementSibling;
    while (before && !/^H[1-6]$/.test(before.tagName)) before = before.previousElementSibling;
    if (before) before.classList.add("hb-listed");
  }
}

addEventListener("storage", () => {
  showStage();
  refresh();
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  showStage();
  refresh();
});
if (stageBox) stageBox.refresh = refresh;
markPrinted();
refresh();
document.currentScript.ran = true; // handbook.js looks for it
