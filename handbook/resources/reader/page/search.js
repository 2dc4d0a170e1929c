/* Search: its scripts and the index are fetched when the reader turns to the search box. */
import { cover } from "./cover.js";
import { buttonOf } from "./opener.js";
import { fromRoot, isAble, load, site } from "./later.js";

var box = document.querySelector(".md-search__input");
var toggle = document.getElementById("__search");
var dialog = document.querySelector("[data-md-component=search]");
var searchOpener = buttonOf(document.querySelector(".hb-search"), toggle);
var searchPage = document.querySelector(".hb-search-page");
var asked = false;

/* Let a file come that will be asked for by one that is still on its way. */
function expect(address, kind) {
  var link = document.createElement("link");
  link.rel = "preload";
  link.as = kind;
  if (kind === "fetch") link.crossOrigin = "anonymous";
  link.href = address;
  document.head.append(link);
}

function loadSearch() {
  if (asked) return;
  asked = true;
  if (location.protocol !== "file:") {
    expect(fromRoot(site.material), "script");
    expect(fromRoot("search/index.js"), "fetch");
  }
  load(site.search, function () {
    dialog.querySelector("[role=status]").textContent = "";
    dialog.querySelector("[data-hint=failed]").hidden = false;
    dialog.querySelector("[data-again]").addEventListener("click", function () { location.reload(); });
  });
}

export function closeSearch() {
  if (toggle.checked) { // the dialog's script, which closes it too, may not be there yet
    toggle.click();
    searchOpener.focus();
  }
}

/* Where the box stands in the header, the keyboard passes it: the page is covered once something is asked. */
function coverPage() {
  var isModal = toggle.checked && (searchOpener.getClientRects().length > 0 || box.value.trim() !== "");
  dialog.setAttribute("aria-modal", isModal);
  searchOpener.setAttribute("aria-expanded", toggle.checked);
  cover(dialog, isModal);
}

box.setAttribute("autocorrect", "off"); // an attribute of Safari's that HTML knows since lately
if (isAble && /[?&]h=/.test(location.search)) load(site.marks, function () {});
if (isAble && searchPage) { // it is the search: the box in the header leads to the one on the page
  load(site.searchPage, function () { searchPage.classList.add("hb-failed"); });
  box.addEventListener("focus", function () { document.getElementById("q").focus(); });
  toggle.addEventListener("change", function () {
    toggle.checked = false;
    document.getElementById("q").focus();
  });
} else if (!isAble || !window.ResizeObserver || !Blob.prototype.text) { // Material's dialog does not run
  document.documentElement.classList.add("no-dialog"); // box and button lead to the search page
} else {
  box.addEventListener("focus", function (event) {
    if (!asked) box.cameFrom = event.relatedTarget;
    loadSearch();
  });
  box.addEventListener("pointerenter", loadSearch);
  box.addEventListener("input", coverPage);
  toggle.addEventListener("change", function () {
    coverPage();
    loadSearch();
    if (toggle.checked) box.focus();
  });
  coverPage();
  if (toggle.checked || /[?&]q=/.test(location.search)) loadSearch();
}
