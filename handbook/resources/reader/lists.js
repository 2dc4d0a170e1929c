// The lists of a page with boxes to tick: a real checkbox for each item, whose label is the item's text.

import { carried, doneAt, emptyRecord, marked } from "./record.js";
import { day, element, say } from "./words.js";

// What stands in an item beside its text: on what it rests, who does it, what it leaves behind.
const BESIDE = ".ground, dl, ul, ol, p, table";

class Item {
  constructor(line, id, tick) {
    this.line = line;
    this.version = line.dataset.tick;
    this.box = Object.assign(element("input", "hb-box"), { type: "checkbox", id, autocomplete: "off" });
    this.box.addEventListener("change", () => tick(this.version, this.box.checked));
    const label = element("label", "hb-text");
    label.htmlFor = id;
    const nodes = [...line.childNodes];
    const end = nodes.findIndex((node) => node.nodeType === Node.ELEMENT_NODE && node.matches(BESIDE));
    label.append(...nodes.slice(0, end < 0 ? nodes.length : end));
    this.when = element("small", "hb-when");
    this.note = element("p", "hb-changed");
    this.note.id = `${id}-changed`;
    this.note.hidden = true;
    line.prepend(this.box, label);
    label.after(" ", this.when);
    line.insertBefore(this.note, line.querySelector("dl"));
  }

  show(record) {
    const at = doneAt(record, this.version);
    const was = at ? "" : record.was.get(this.version);
    this.box.checked = Boolean(at);
    this.line.classList.toggle("hb-done", Boolean(at));
    this.when.textContent = at ? say("on", { date: day(at) }) : "";
    this.note.hidden = !was;
    this.note.textContent = was ? say("changed", { date: day(was) }) : "";
    if (was) this.box.setAttribute("aria-describedby", this.note.id);
    else this.box.removeAttribute("aria-describedby");
  }
}

export class TickList {
  /** `changed` is called after the reader has ticked or unticked something. */
  constructor(place, number, store, changed) {
    this.place = place;
    this.name = place.dataset.ticks;
    place.classList.add("hb-tickable");
    const tick = (version, done) => {
      const at = new Date().toISOString();
      store.change((lists) => {
        const record = lists.get(this.name) || emptyRecord();
        lists.set(this.name, marked(record, this.versions, version, done, at));
      });
      changed();
    };
    this.items = [...place.children].map((line, index) => new Item(line, `tick-${number}-${index + 1}`, tick));
    this.versions = this.items.map((item) => item.version);
    this.gone = element("p", "hb-gone notice");
    this.gone.hidden = true;
    place.after(this.gone);
  }

  /** Show what is kept; how many are done and of how many. */
  show(lists) {
    const { record, gone } = carried(lists.get(this.name) || emptyRecord(), this.versions);
    for (const item of this.items) item.show(record);
    this.gone.hidden = !gone;
    this.gone.textContent = gone ? say("gone", { count: gone }) : "";
    return { done: this.items.filter((item) => item.box.checked).length, all: this.items.length };
  }
}
