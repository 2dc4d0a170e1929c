/* What JavaScript adds to pages that work without it: copying, light or dark, keeping the place when the
   language changes, links that work from a disk, and search, loaded when it is first wanted. */
(function () {
  "use strict";
  var script = document.currentScript;
  var root = document.documentElement;

  var chosen = {}; // storage may be forbidden; then a choice lasts for this page
  function stored(name, value) {
    if (value !== undefined) chosen[name] = value;
    try {
      if (value === undefined) return localStorage.getItem("handbook." + name) || chosen[name];
      localStorage.setItem("handbook." + name, value);
    } catch (error) {
      return chosen[name];
    }
    return value;
  }

  // Anchors are equal in all languages, so the switcher can keep the place on the page.
  // Before the click itself, so that a new tab or a copied address has it too.
  ["pointerdown", "focusin", "click"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var link = event.target.closest(".hb-languages a");
      if (link) link.hash = location.hash;
    });
  });

  // A site that is opened from a disk has no server that would show a folder's index.
  if (location.protocol === "file:") {
    ["pointerdown", "focusin", "click"].forEach(function (kind) {
      document.addEventListener(kind, function (event) {
        var link = event.target.closest("a[href]");
        if (link && link.protocol === "file:" && /\/$/.test(link.pathname)) link.pathname += "index.html";
      }, true);
    });
    document.addEventListener("submit", function (event) {
      event.target.action = event.target.action.replace(/\/(?=[?#]|$)/, "/index.html");
    }, true);
  }

  // Light or dark: as the device says until the reader chooses.
  var device = matchMedia("(prefers-color-scheme: dark)");
  function paint() {
    var choice = stored("scheme") || (device.matches ? "slate" : "default");
    document.body.setAttribute("data-md-color-scheme", choice);
    root.style.colorScheme = choice === "slate" ? "dark" : "light";
  }
  var button = document.querySelector(".hb-scheme");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var dark = document.body.getAttribute("data-md-color-scheme") === "slate";
      stored("scheme", dark ? "default" : "slate");
      paint();
    });
  }
  if (device.addEventListener) device.addEventListener("change", paint);
  else device.addListener(paint); // Safari before 14
  paint();

  // Side by side: remembered from page to page.
  var both = document.getElementById("both-languages");
  if (both) {
    both.checked = stored("both") === "yes";
    both.addEventListener("change", function () {
      stored("both", both.checked ? "yes" : "no");
    });
  }

  function copyFile(address) {
    var words = fetch(address).then(function (answer) {
      if (!answer.ok) throw new Error(answer.statusText);
      return answer.text();
    });
    if (!window.ClipboardItem) {
      return words.then(function (text) { return navigator.clipboard.writeText(text); });
    }
    // Safari copies only what is promised while it handles the tap.
    var promised = words.then(function (text) { return new Blob([text], { type: "text/plain" }); });
    return navigator.clipboard.write([new ClipboardItem({ "text/plain": promised })]);
  }

  // Copying: the links lead to what they copy, for browsers that may not.
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a.copy, a.copy-file");
    if (!link || !navigator.clipboard) return;
    event.preventDefault();
    var copying;
    if (link.className === "copy-file") copying = copyFile(link.href);
    else {
      var text = link.dataset.copy; // or the words that the link leads to
      if (text === undefined) text = document.getElementById(link.hash.slice(1)).textContent;
      if (/^\.?\/?$/.test(text)) text = location.href.replace(/#.*$/, "");
      copying = navigator.clipboard.writeText(text);
    }
    copying.then(function () {
      var status = link.closest(".cite, .material").querySelector(".copy-status");
      status.textContent = "";
      setTimeout(function () { status.textContent = link.dataset.done || status.dataset.done; }, 50);
    }, function () { location.href = link.href; });
  });

  // Links under the header, which is higher where its words need more lines, would be out of sight.
  var header = document.querySelector(".md-header");
  function measure() { root.style.setProperty("--hb-header", header.offsetHeight + "px"); }
  window.addEventListener("resize", measure);
  measure();

  // Menu and search are opened by checkboxes, which work without this script. Their labels are nothing to the
  // keyboard, so each becomes a button that looks the same.
  function buttonOf(label, checkbox) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = label.className;
    made.innerHTML = label.innerHTML;
    made.addEventListener("click", function () { checkbox.click(); });
    label.parentNode.replaceChild(made, label);
    return made;
  }

  // The menu: while it lies over the page, nothing else can be reached.
  var drawer = document.getElementById("__drawer");
  var menu = document.querySelector(".md-sidebar--primary");
  var menuOpener = buttonOf(document.querySelector(".hb-menu"), drawer);
  var menuCloser = buttonOf(menu.querySelector(".hb-nav__close"), drawer);
  function hold(held) {
    for (var inside = menu; inside !== document.body; inside = inside.parentNode) {
      [].forEach.call(inside.parentNode.children, function (other) {
        if (other !== inside && !other.matches("script, template, .md-overlay")) other.inert = held;
      });
    }
    menuOpener.setAttribute("aria-expanded", held);
    ["role", "aria-modal", "aria-label"].forEach(function (name) { menu.removeAttribute(name); });
    if (!held) return;
    menu.setAttribute("role", "dialog");
    menu.setAttribute("aria-modal", "true");
    menu.setAttribute("aria-label", menu.querySelector("nav").getAttribute("aria-label"));
  }
  function isReached(element) {
    var closed = element.closest("details:not([open])");
    if (closed && closed === element.parentNode && element.tagName === "SUMMARY") {
      closed = closed.parentNode.closest("details:not([open])");
    }
    return !closed && element.getClientRects().length > 0;
  }
  function showMenu() {
    hold(drawer.checked);
    (drawer.checked ? menuCloser : menuOpener).focus();
  }
  drawer.hidden = true;
  menuOpener.setAttribute("aria-expanded", "false");
  drawer.addEventListener("change", showMenu);
  if (drawer.checked) showMenu(); // opened before this script was there
  menu.addEventListener("keydown", function (event) {
    if (event.key !== "Tab" || !drawer.checked) return;
    var stops = [].filter.call(menu.querySelectorAll("a[href], button, summary"), isReached);
    var last = event.shiftKey ? stops[0] : stops[stops.length - 1];
    if (document.activeElement !== last) return;
    event.preventDefault();
    (event.shiftKey ? stops[stops.length - 1] : stops[0]).focus();
  });
  function closeMenu() { if (drawer.checked) drawer.click(); }
  window.addEventListener("pagehide", closeMenu); // a page that is gone back to is not covered by it
  window.addEventListener("resize", function () {
    if (!menuOpener.getClientRects().length) closeMenu(); // there is room for it beside the page
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    closeMenu();
    if (toggle.checked) { // the dialog's script, which closes it too, may not be there yet
      toggle.click();
      searchOpener.focus();
    }
  });

  // A long menu is shown from where the page is that is read.
  var scroller = menu.querySelector(".md-sidebar__scrollwrap");
  var current = menu.querySelector("[aria-current]");
  if (current) {
    var below = current.getBoundingClientRect().bottom - scroller.getBoundingClientRect().bottom;
    if (below > 0) scroller.scrollTop += below + scroller.clientHeight / 3;
  }

  // On paper nothing can be opened, so closed blocks are printed open.
  var opened = [];
  window.addEventListener("beforeprint", function () {
    [].forEach.call(document.querySelectorAll("article details:not([open])"), function (block) {
      block.open = true;
      opened.push(block);
    });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (block) { block.open = false; });
    opened = [];
  });

  // No single letter does anything outside a text field: people who speak to their device, or whose hand
  // slips, would set it off (WCAG 2.1.4). Material's script, which comes later, listens on the window too.
  window.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    var modified = event.ctrlKey || event.metaKey || event.altKey;
    if (!typing && !modified && event.key.length === 1 && event.key !== " ") event.stopImmediatePropagation();
  }, true);

  // Whoever reads without our larger scripts, see header.html, is shown nothing that needs them.
  var PATIENCE = 15000; // milliseconds after which a script that has not run is taken not to come
  var isAble = !root.classList.contains("no-js");
  function load(address, fail) {
    var element = document.createElement("script");
    function look() { if (!element.ran) fail(); }
    element.onload = element.onerror = look; // one that cannot be understood is loaded, but does not run
    setTimeout(look, PATIENCE);
    element.src = address;
    document.head.appendChild(element);
  }

  // Search: its scripts and the index are fetched when the reader turns to the search box.
  var asked = false;
  var box = document.querySelector(".md-search__input");
  var toggle = document.getElementById("__search");
  var dialog = document.querySelector("[data-md-component=search]");
  var searchOpener = buttonOf(document.querySelector(".hb-search"), toggle);
  var searchPage = document.querySelector(".hb-search-page");
  function loadSearch() {
    if (asked) return;
    asked = true;
    load(script.dataset.search, function () {
      dialog.querySelector("[role=status]").textContent = "";
      dialog.querySelector("[data-hint=failed]").hidden = false;
    });
  }
  function showSearch() {
    dialog.setAttribute("aria-modal", toggle.checked);
    searchOpener.setAttribute("aria-expanded", toggle.checked);
  }
  toggle.addEventListener("change", showSearch);
  searchOpener.setAttribute("aria-expanded", "false");
  // Lists to tick and the region's stage: only pages that have these need the script for them.
  if (isAble && document.getElementById("hb-ticks")) {
    load(script.dataset.reader, function () {
      var stage = document.querySelector(".hb-our-stage");
      if (stage) stage.hidden = true;
    });
  }
  if (isAble && /[?&]h=/.test(location.search)) load(script.dataset.marks, function () {});
  if (isAble && searchPage) { // it is the search: the box in the header leads to the one on the page
    load(script.dataset.searchPage, function () { searchPage.classList.add("hb-failed"); });
    box.addEventListener("focus", function () { document.getElementById("q").focus(); });
    toggle.addEventListener("change", function () {
      toggle.checked = false;
      document.getElementById("q").focus();
    });
  } else if (!isAble || !window.ResizeObserver || !Blob.prototype.text) { // Material's dialog does not run
    root.classList.add("no-dialog"); // box and button lead to the search page
  } else {
    box.addEventListener("focus", function (event) {
      if (!asked) box.cameFrom = event.relatedTarget;
      loadSearch();
    });
    box.addEventListener("pointerenter", loadSearch);
    toggle.addEventListener("change", function () {
      loadSearch();
      if (toggle.checked) box.focus();
    });
    if (toggle.checked || /[?&]q=/.test(location.search)) loadSearch();
  }
  window.handbookRuns = true;
})();
