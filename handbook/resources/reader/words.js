// The words that scripts say come with them, in the language of the page, or stand in a template of the page; places
// such as {count} are filled in.

export const root = new URL("../../", document.currentScript.src).href; // of this language
const words = (document.getElementById("hb-ticks") || withWords()).content;

/** The words that came with this script, as in a template; links in them are written as seen from the root. */
function withWords() {
  const { body } = new DOMParser().parseFromString(window.handbookWords.inside, "text/html");
  for (const link of body.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), root).href;
  return { content: body };
}

/** A sentence by its name, its places filled with text. */
export function say(name, values = {}) {
  const text = words.querySelector(`[data-say="${name}"]`).textContent;
  return text.replace(/\{(\w+)\}/g, (place, key) => (key in values ? values[key] : place));
}

/** A copy of an element of the template. */
export function copyOf(selector) {
  return document.importNode(words.querySelector(selector), true);
}

/** A moment as the day it was here, as the site writes days: 5 March 2026; with numbers where months have no names. */
export function day(at) {
  const moment = new Date(at);
  const [date, year] = [moment.getDate(), moment.getFullYear()];
  const language = document.documentElement.lang;
  if (!Intl.DateTimeFormat.supportedLocalesOf(language).length) return [year, moment.getMonth() + 1, date].join("-");
  return `${date} ${new Intl.DateTimeFormat(language, { month: "long" }).format(moment)} ${year}`;
}

/** The state of ticks today, with the address of this page, as it is printed. */
export function stateNow() {
  const canonical = document.querySelector("link[rel=canonical]");
  return say("state", { date: day(new Date()), address: canonical ? canonical.href : location.href.replace(/#.*/, "") });
}

/** The name of a file of today's ticks. */
export function fileName(handbook) {
  const now = new Date();
  // The reader's day: in Indonesia the day of UTC begins only at seven in the morning.
  const date = new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  return `${say("file", { handbook, date })}.json`;
}

export function element(tag, kind, text = "") {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  made.textContent = text;
  return made;
}
