/* The menu: while it lies over the page, nothing else can be reached. */
import { cover } from "./cover.js";
import { buttonOf } from "./opener.js";

var drawer = document.getElementById("__drawer");
var menu = document.querySelector(".md-sidebar--primary");
var menuOpener = buttonOf(document.querySelector(".hb-menu"), drawer);
var menuCloser = buttonOf(menu.querySelector(".hb-nav__close"), drawer);

function tellMenu(isOpen) {
  cover(menu, isOpen);
  menuOpener.setAttribute("aria-expanded", isOpen);
  ["role", "aria-modal", "aria-label"].forEach(function (name) { menu.removeAttribute(name); });
  if (!isOpen) return;
  menu.setAttribute("role", "dialog");
  menu.setAttribute("aria-modal", "true");
  menu.setAttribute("aria-label", menu.querySelector("nav").getAttribute("aria-label"));
}

function showMenu() {
  tellMenu(drawer.checked);
  (drawer.checked ? menuCloser : menuOpener).focus();
}

function isReached(element) {
  var closed = element.closest("details:not([open])");
  if (closed && closed === element.parentNode && element.tagName === "SUMMARY") {
    closed = closed.parentNode.closest("details:not([open])");
  }
  return !closed && element.getClientRects().length > 0;
}

export function closeMenu() { if (drawer.checked) drawer.click(); }

drawer.hidden = true;
menuOpener.setAttribute("aria-expanded", "false");
drawer.addEventListener("change", showMenu);
if (drawer.checked) showMenu(); // opened before this script was there
menu.addEventListener("keydown", function (event) {
  if (event.key !== "Tab" || !drawer.checked) return;
  var stops = [].filter.call(menu.querySelectorAll("a[href], button, summary"), isReached);
  if (event.shiftKey) stops.reverse();
  if (document.activeElement !== stops[stops.length - 1]) return;
  event.preventDefault();
  stops[0].focus();
});
window.addEventListener("pagehide", closeMenu); // a page that is gone back to is not covered by it
window.addEventListener("resize", function () {
  if (!menuOpener.getClientRects().length) closeMenu(); // there is room for it beside the page
});

// A long menu is shown from where the page is that is read.
var scroller = menu.querySelector(".md-sidebar__scrollwrap");
var current = menu.querySelector("[aria-current]");
if (current) {
  var below = current.getBoundingClientRect().bottom - scroller.getBoundingClientRect().bottom;
  if (below > 0) scroller.scrollTop += below + scroller.clientHeight / 3;
}
