/* Larger scripts, loaded when they are wanted. Whoever reads without them, see header.html, is shown nothing
   that needs them. */
var PATIENCE = 15000; // milliseconds after which a script that has not run is taken not to come

var root = new URL("..", document.currentScript.src).href; // of this language
export var site = window.handbookSite; // names the larger ones, as seen from there
export var isAble = !document.documentElement.classList.contains("no-js");

/* An address that is written as seen from the root. */
export function fromRoot(address) {
  return new URL(address, root).href;
}

export function load(address, fail) {
  var element = document.createElement("script");
  function look() { if (!element.ran) fail(); }
  element.onload = element.onerror = look; // one that cannot be understood is loaded, but does not run
  setTimeout(look, PATIENCE);
  element.src = fromRoot(address);
  document.head.appendChild(element);
}
