// Text of the index to HTML of the result list and back. The index holds escaped text.

const ENTITY = /&(amp|lt|gt|quot|#39);/g;
const CHARACTER = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const SPECIAL = /[&<>"']/g;
const ENTITY_NAME = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "#39" };

/** Escaped text as it is read. */
export function unescaped(text) {
  return text.includes("&") ? text.replace(ENTITY, (_, name) => CHARACTER[name]) : text;
}

/** Text that can stand in HTML. */
export function escaped(text) {
  return text.replace(SPECIAL, (character) => `&${ENTITY_NAME[character]};`);
}
