// The panel over the first list: how far the page is, where ticks are kept, and what can be done with them.

import { merged } from "./record.js";
import { download, received, taken } from "./transfer.js";
import { copyOf, element, fileName, say, stateNow } from "./words.js";

export class Panel {
  /** `lists` are the page's; `refresh` shows everything anew. */
  constructor(lists, store, current, refresh) {
    Object.assign(this, { lists, store, current, refresh });
    this.place = copyOf(".hb-ticks");
    lists[0].place.before(this.place);
    this.told = this.place.querySelector(".hb-told");
    this.asked = this.place.querySelector(".hb-asked");
    this.file = this.place.querySelector("input[type=file]");
    this.place.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-do]");
      if (button) this.do(button.dataset.do);
    });
    this.asked.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.do("keep");
    });
    this.file.addEventListener("change", () => this.load());
    this.state = element("p", "hb-state");
    const record = lists[0].place.closest(".record");
    const title = record && record.querySelector("h1");
    if (title) title.after(this.state);
    addEventListener("afterprint", () => document.body.classList.remove("hb-lists-only"));
  }

  show({ done, all }) {
    const bar = this.place.querySelector("progress");
    [bar.value, bar.max] = [done, all || 1];
    const text = say("count", { done, all });
    const count = this.place.querySelector(".hb-count");
    if (count.textContent !== text) count.textContent = text;
    this.tellTrouble();
  }

  do(name) {
    const acts = {
      print: () => {
        this.state.textContent = stateNow();
        document.body.classList.add("hb-lists-only");
        window.print();
      },
      save: () => {
        const file = fileName(this.store.handbook);
        download(file, this.store.text());
        this.tell(say("saved", { name: file }));
      },
      load: () => this.file.click(),
      clear: () => this.ask(this.asked.hidden),
      keep: () => this.ask(false),
      "clear-page": () => this.clear(this.lists.map((list) => list.name)),
      "clear-all": () => this.clear([...this.store.lists().keys()]),
      undo: () => {
        this.store.change(this.undoing);
        this.tell(say("restored"));
        this.refresh();
        this.button("clear").focus();
      },
      "save-damaged": () => download(fileName(this.store.handbook).replace(/json$/, "txt"), this.store.damagedCopy()),
      "drop-damaged": () => {
        this.store.dropDamagedCopy();
        if (this.store.trouble === "damaged") this.store.trouble = "";
        this.tellTrouble();
        this.button("save").focus();
      },
    };
    acts[name]();
  }

  /** A button that can be seen: those behind the line of acts are opened. */
  button(name) {
    const button = this.place.querySelector(`[data-do="${name}"]`);
    const folded = button.closest("details");
    if (folded) folded.open = true;
    return button;
  }

  ask(open) {
    this.asked.hidden = !open;
    this.button("clear").setAttribute("aria-expanded", String(open));
    this.button(open ? "clear-page" : "clear").focus();
  }

  clear(names) {
    const lists = this.store.lists();
    const cleared = names.filter((name) => lists.has(name)).map((name) => [name, lists.get(name)]);
    this.undoing = (held) => {
      for (const [name, record] of cleared) {
        const since = held.get(name);
        held.set(name, since ? merged(since, record, record.seen) : record);
      }
    };
    this.store.change((held) => names.forEach((name) => held.delete(name)));
    this.ask(false);
    const undo = copyOf("[data-do=undo]");
    this.tell(say("cleared"), undo);
    this.refresh();
    undo.focus();
  }

  async load() {
    const [file] = this.file.files;
    this.file.value = "";
    if (!file) return;
    try {
      const { lists, edition, why } = await received(file, this.store.handbook);
      if (why) this.tell(say(`refused_${why}`));
      else this.take(lists, edition, await this.current());
    } catch (error) {
      this.tell(say("refused_reading"));
    }
  }

  take(lists, edition, current) {
    const now = new Date().toISOString();
    const { count, changed, unknown, unticked, merge, restore } = taken(lists, this.store.lists(), current, now);
    this.store.change(merge);
    this.undoing = restore;
    this.refresh();
    const sentences = [say("loaded", { count })];
    if (edition !== this.store.edition) sentences.push(say("loaded_edition", { edition }));
    if (changed) sentences.push(say("loaded_changed", { count: changed }));
    if (unknown) sentences.push(say("loaded_unknown", { count: unknown }));
    if (unticked) sentences.push(say("loaded_unticked", { count: unticked }));
    this.tell(sentences.join(" "), copyOf("[data-do=undo]"));
  }

  tell(text, ...beside) {
    if (this.message) this.message.remove();
    this.message = element("p", "notice", text);
    for (const made of beside) this.message.append(" ", made);
    this.told.append(this.message);
  }

  /** What keeps ticks from being kept, until it is over. */
  tellTrouble() {
    const copy = this.store.damagedCopy();
    const trouble = this.store.trouble || (copy ? "damaged" : "");
    if (trouble === this.shown) return;
    this.shown = trouble;
    if (this.warning) this.warning.remove();
    if (!trouble) return;
    this.warning = element("p", "notice", say(`trouble_${trouble}`));
    if (trouble === "damaged" && copy) {
      this.warning.append(" ", copyOf("[data-do=save-damaged]"), " ", copyOf("[data-do=drop-damaged]"));
    }
    this.told.prepend(this.warning);
  }
}
