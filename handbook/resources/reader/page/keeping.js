/* Reading without a line: its script comes long after the page, and only where browsers allow it: not over http, not
   from a disk. */
import { isAble, load, site } from "./later.js";

var QUIET = 2000; // milliseconds after the page, which comes first on a slow line

if (isAble && site.keeping && window.isSecureContext && navigator.serviceWorker && location.protocol !== "file:") {
  window.addEventListener("load", function () {
    setTimeout(function () { load(site.keeping, function () {}); }, QUIET);
  });
}
