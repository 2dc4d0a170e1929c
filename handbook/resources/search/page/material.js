// What Material writes into pages for its script: settings, and functions for what it keeps on the device.

import { fromRoot, held, root } from "./inside.js";

/** Have everything ready that the script asks for when it starts. */
export function provide() {
  const element = document.createElement("script");
  element.id = "__config";
  element.type = "application/json";
  element.textContent = JSON.stringify({
    base: root, features: held.features, search: fromRoot(held.worker), translations: held.translations,
    annotate: null, tags: null, version: null,
  });
  document.body.append(element);
  if (window.__md_get) return; // this page had to have them earlier
  window.__md_scope = new URL(root);
  window.__md_hash = (text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0);
  window.__md_get = (key, storage = localStorage, scope = window.__md_scope) =>
    JSON.parse(storage.getItem(`${scope.pathname}.${key}`));
  window.__md_set = (key, value, storage = localStorage, scope = window.__md_scope) => {
    try {
      storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
    } catch (error) {
      // it is kept for this page only
    }
  };
}
