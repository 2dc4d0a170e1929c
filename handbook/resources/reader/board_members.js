// Members' files beside the ticks of this device: they are read, shown and forgotten, and change nothing that is kept.

import { showProgress } from "./progress.js";
import { doneAt, emptyRecord } from "./record.js";
import { received } from "./transfer.js";
import { copyOf, element, say } from "./words.js";

export class Members {
  /** `pages` are {link, lists} of the board, each list {name, versions, link}. */
  constructor(place, pages, store) {
    Object.assign(this, { place, pages, store, members: [] });
    this.told = place.querySelector(".hb-told");
    this.file = place.querySelector("input[type=file]");
    this.opener = place.querySelector("[data-do=load]");
    this.opener.addEventListener("click", () => this.file.click());
    this.file.addEventListener("change", () => this.load([...this.file.files]));
  }

  /** Each file becomes a member, or is refused with a sentence that names it. */
  async load(files) {
    this.file.value = "";
    const before = this.members.length;
    const sentences = [];
    for (const file of files) {
      const { lists, edition, why } = await received(file, this.store.handbook);
      if (why) sentences.push(say("board_refused", { name: file.name, why: say(`refused_${why}`) }));
      else this.add(file.name, lists, edition);
    }
    const count = this.members.length - before;
    if (count) sentences.unshift(say("board_loaded", { count }));
    this.told.textContent = "";
    for (const sentence of sentences) this.told.append(element("p", "notice", sentence));
    this.show();
  }

  add(fileName, lists, edition) {
    const member = { name: fileName.replace(/\.json$/i, "").slice(0, 40), lists };
    const line = copyOf(".hb-file");
    const field = line.querySelector("input");
    const drop = line.querySelector("button");
    const named = () => drop.setAttribute("aria-label", say("board_drop", { name: member.name }));
    field.value = member.name;
    field.addEventListener("input", () => {
      member.name = field.value.trim() || fileName;
      named();
      this.show();
    });
    drop.addEventListener("click", () => {
      this.members = this.members.filter((one) => one !== member);
      line.remove();
      this.told.textContent = "";
      this.show();
      this.opener.focus();
    });
    named();
    const other = edition === this.store.edition ? "" : ` ${say("loaded_edition", { edition })}`;
    line.querySelector("small").textContent = `${fileName}.${other}`;
    this.place.querySelector(".hb-files").append(line);
    this.members.push(member);
  }

  /** The table of lists and members; none without members. */
  show() {
    const place = this.place.querySelector(".hb-compared");
    place.textContent = "";
    this.place.classList.toggle("hb-loaded", this.members.length > 0);
    if (!this.members.length) return;
    const held = [this.store.lists(), ...this.members.map((member) => member.lists)];
    const columns = [
      { title: say("board_here"), held: held.slice(0, 1) },
      ...this.members.map((member) => ({ title: member.name, held: [member.lists] })),
      { title: say("board_anyone"), held },
    ];
    const table = copyOf(".hb-table");
    const head = table.querySelector("thead tr");
    for (const column of columns) {
      head.append(Object.assign(element("th", "", column.title), { scope: "col" }));
    }
    const body = table.querySelector("tbody");
    const every = [].concat(...this.pages.map((page) => page.lists));
    body.append(rowOf([say("board_total")], every, columns, "hb-of-page"));
    for (const page of this.pages) {
      body.append(rowOf([page.link.cloneNode(true)], page.lists, columns, "hb-of-page"));
      for (const list of page.lists) body.append(rowOf([list.link.cloneNode(true)], [list], columns, "hb-of-list"));
    }
    place.append(table);
  }
}

function rowOf(title, lists, columns, kind) {
  const row = element("tr", kind);
  const head = Object.assign(element("th", ""), { scope: "row" });
  head.append(...title);
  row.append(head);
  for (const column of columns) {
    const cell = element("td", "");
    cell.dataset.label = column.title;
    const figure = element("span", "");
    showProgress(figure, doneByAny(lists, column.held));
    cell.append(figure);
    row.append(cell);
  }
  return row;
}

/** How many items of lists are ticked in at least one of the kept or loaded ones, and of how many. */
export function doneByAny(lists, held) {
  const total = { done: 0, all: 0 };
  for (const { name, versions } of lists) {
    const records = held.map((one) => one.get(name) || emptyRecord());
    total.done += versions.filter((version) => records.some((record) => doneAt(record, version))).length;
    total.all += versions.length;
  }
  return total;
}
