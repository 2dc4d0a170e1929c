/* What JavaScript adds to pages that work without it, each module one thing, in this order. */
import {} from "./links.js";
import {} from "./scheme.js";
import {} from "./switches.js";
import {} from "./folded.js";
import {} from "./copying.js";
import {} from "./header.js";
import { closeMenu } from "./menu.js";
import {} from "./paper.js";
import {} from "./keys.js";
import {} from "./lists.js";
import { closeSearch } from "./search.js";
import {} from "./keeping.js";

document.addEventListener("keydown", function (event) {
  if (event.key !== "Escape") return;
  closeMenu();
  closeSearch();
});
window.handbookRuns = true;
