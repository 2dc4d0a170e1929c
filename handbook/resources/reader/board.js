// The progress board: how far every list is on this device, what comes next, and members' files side by side.

import { Members } from "./board_members.js";
import { openItems, showOpen } from "./board_next.js";
import { keepPlace } from "./board_report.js";
import { isStage, keptStage, titles } from "./our_stage.js";
import { progressOf, showProgress } from "./progress.js";
import { Store } from "./store.js";
import { currentLists, download, fromScript } from "./transfer.js";
import { copyOf, element, fileName, say, stateNow } from "./words.js";

const settings = window.handbookSite;
const place = document.querySelector(".hb-board");
const store = new Store(settings.handbook, settings.edition);
const NEXT = 5; // items to show
const pages = [...place.querySelectorAll(".hb-rows > li")].map((line) => ({
  line,
  link: line.querySelector("a"),
  figure: line.querySelector(".hb-figure"),
  lists: [...line.querySelectorAll("[data-lists]")].map(boardList),
}));
const lists = [].concat(...pages.map((one) => one.lists));
const told = place.querySelector(".hb-told");
// A long board has its lists on pages of their own: it shows the sum of all, each of these what it has.
const total = place.querySelector(".hb-total");
const next = place.querySelector(".hb-next");
const among = place.querySelector(".hb-members");
const members = among ? new Members(among, pages, store) : null;

function boardList(line) {
  const written = line.dataset.lists;
  const [name, ...versions] = written.split(" ");
  return { name, versions, written, line, link: line.querySelector("a"), figure: line.querySelector(".hb-of") };
}

function refresh() {
  const held = store.lists();
  const kept = keptStage();
  const stage = kept !== null && isStage(kept) ? kept : "";
  for (const one of pages) {
    showProgress(one.figure, progressOf(one.lists.map((list) => list.written).join("; "), held), { bar: true });
    for (const list of one.lists) showProgress(list.figure, progressOf(list.written, held));
    markOwn(one.line, one.line.dataset.address === stage);
  }
  if (total) showTotal(held);
  place.querySelector(".hb-own").textContent = titles[stage] || "";
  place.querySelector(".hb-choose-stage").hidden = Boolean(stage);
  place.querySelector(".hb-as-of").textContent = stateNow();
  told.textContent = "";
  if (store.trouble) told.append(element("p", "notice", say(`trouble_${store.trouble}`)));
  if (next) showNext(held, stage);
  if (members) members.show();
}

function showTotal(held) {
  const show = (written) => showProgress(total, progressOf(written.join("; "), held), { bar: true });
  if (next) {
    show(lists.map((list) => list.written));
    return;
  }
  const named = (every) => [...every].map(([name, versions]) => [name, ...versions].join(" "));
  currentLists(settings.allLists).then((every) => show(named(every)), () => {});
}

/** The reader's own stage has a mark in words, too. */
function markOwn(line, own) {
  line.classList.toggle("hb-own-row", own);
  const mark = line.querySelector(".tag");
  if (mark && !own) mark.remove();
  if (own && !mark) line.querySelector("a").after(" ", copyOf("[data-say=board_ours]"));
}

function showNext(held, stage) {
  const open = openItems(lists, held, stage, NEXT);
  if (open.length) {
    fromScript(place.dataset.items, "handbookItems").then((texts) => showOpen(next, open, pages, texts), () => {});
    return;
  }
  next.textContent = "";
  next.append(copyOf(`[data-say=board_${held.size ? "nothing_open" : "none_begun"}]`));
}

place.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-do]");
  if (!button) return;
  if (button.dataset.do === "print") window.print();
  if (button.dataset.do === "save") {
    const name = fileName(store.handbook);
    download(name, store.text());
    told.textContent = "";
    told.append(element("p", "notice", say("saved", { name })));
  }
});
addEventListener("beforeprint", () => {
  place.querySelector(".hb-as-of").textContent = stateNow(); // the page may have been open since yesterday
});
addEventListener("storage", refresh);
addEventListener("pageshow", (event) => {
  if (event.persisted) refresh();
});
keepPlace(place.querySelector("#hb-place"), store.handbook);
refresh();
document.currentScript.ran = true; // handbook.js looks for it
