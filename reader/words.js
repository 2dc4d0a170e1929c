// The words that scripts say stand in a template of the page, in its language; places such as {count} are filled in.

const words = document.getElementById("hb-ticks")?.content;

/** A sentence by its name, its places filled with text. */
export function say(name, values = {}) {
  const text = words.querySelector(`[data-say="${name}"]`).textContent;
  return text.replace(/\{(\w+)\}/g, (place, key) => values[key] ?? place);
}

/** A copy of an element of the template. */
export function copyOf(selector) {
  return words.querySelector(selector).cloneNode(true);
}

/** A moment as the day it was, in the words of the page's language. */
export function day(at) {
  const moment = new Date(at);
  try {
    return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format(moment);
  } catch {
    return moment.toISOString().slice(0, 10);
  }
}

export function element(tag, kind, text = "") {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  made.textContent = text;
  return made;
}
