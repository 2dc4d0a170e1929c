// Where ticks are kept: on this device, one place for each handbook. Every change is made on what is stored at that
// moment, so that two open pages lose nothing of each other; what cannot be stored holds for this page.

import { parsed, written } from "./file.js";

export class Store {
  /** `trouble` is "" or forbidden, full, newer or damaged. */
  constructor(handbook, edition) {
    this.handbook = handbook;
    this.edition = edition;
    this.key = `handbook.${handbook}.ticks`;
    this.copyKey = `${this.key}.damaged`;
    this.trouble = "";
    this.unsaved = []; // changes that could not be stored yet
    this.locked = false; // what is stored must not be written over
  }

  /** Every list as it is now, with what this page could not store. */
  lists() {
    const lists = this.stored();
    for (const change of this.unsaved) change(lists);
    return lists;
  }

  /** Change the lists, stored where that is possible: `change` alters the Map that it is given. */
  change(change) {
    this.unsaved.push(change);
    const lists = this.lists();
    if (this.locked) return;
    const text = this.text(lists);
    try {
      if (!parsed(text, this.handbook).lists) throw new RangeError("more than could be read again");
      if (lists.size) localStorage.setItem(this.key, text);
      else localStorage.removeItem(this.key);
      this.unsaved = [];
      if (this.trouble === "full") this.trouble = "";
    } catch (error) {
      if (this.trouble !== "forbidden") this.trouble = "full";
    }
  }

  /** The lists as the text of a file. */
  text(lists = this.lists()) {
    return written(lists, this.handbook, this.edition, new Date().toISOString());
  }

  stored() {
    let text = null;
    try {
      text = localStorage.getItem(this.key);
    } catch (error) {
      this.trouble = "forbidden";
    }
    if (text === null) return new Map();
    const { lists, why } = parsed(text, this.handbook);
    if (lists) return lists;
    if (why === "version") {
      this.trouble = "newer";
      this.locked = true;
    } else {
      this.setAside(text);
    }
    return new Map();
  }

  /** Keep a copy of what cannot be read, before anything is written in its place. */
  setAside(text) {
    this.trouble = "damaged";
    try {
      const before = localStorage.getItem(this.copyKey);
      const copies = before === null || before === text ? text : `${before}\n${text}`;
      localStorage.setItem(this.copyKey, copies);
      localStorage.removeItem(this.key);
    } catch (error) {
      this.locked = true;
    }
  }

  /** The copy of what could not be read; "" where there is none. */
  damagedCopy() {
    try {
      return localStorage.getItem(this.copyKey) || (this.locked && localStorage.getItem(this.key)) || "";
    } catch (error) {
      return "";
    }
  }

  dropDamagedCopy() {
    try {
      localStorage.removeItem(this.copyKey);
      if (this.locked && this.trouble === "damaged") {
        localStorage.removeItem(this.key);
        this.locked = false;
      }
    } catch (error) {
      // there is none then
    }
  }
}
