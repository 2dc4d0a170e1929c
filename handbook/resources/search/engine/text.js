// Text of the index to HTML of the result list.

const SPECIAL = /[&<>"']/g;
const ENTITY_NAME = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "#39" };

/** Text that can stand in HTML. */
export function escaped(text) {
  return text.replace(SPECIAL, (character) => `&${ENTITY_NAME[character]};`);
}
