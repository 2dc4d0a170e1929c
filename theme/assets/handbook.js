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
  device.addEventListener("change", paint);
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

  // The menu's checkbox is a button to people who use the keyboard.
  var drawer = document.getElementById("__drawer");
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    if (drawer && drawer.checked) {
      drawer.checked = false;
      drawer.focus();
    }
    if (toggle && toggle.checked) { // the dialog's script, which closes it too, may not be there yet
      toggle.click();
      toggle.focus();
    }
  });

  // No single letter does anything outside a text field: people who speak to their device, or whose hand
  // slips, would set it off (WCAG 2.1.4). Material's script, which comes later, listens on the window too.
  window.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    var modified = event.ctrlKey || event.metaKey || event.altKey;
    if (!typing && !modified && event.key.length === 1 && event.key !== " ") event.stopImmediatePropagation();
  }, true);

  // Search: its scripts and the index are fetched when the reader turns to the search box.
  var asked = false;
  var box = document.querySelector(".md-search__input");
  var toggle = document.getElementById("__search");
  var searchPage = document.querySelector(".hb-search-page");
  function load(address) {
    var element = document.createElement("script");
    element.src = address;
    document.head.appendChild(element);
  }
  function loadSearch() {
    if (asked || !box) return;
    asked = true;
    load(script.dataset.search);
  }
  // Lists to tick and the region's stage: only pages that have these need the script for them.
  if (document.getElementById("hb-ticks")) load(script.dataset.reader);
  if (/[?&]h=/.test(location.search)) load(script.dataset.marks);
  if (searchPage) { // it is the search: the box in the header leads to the one on the page
    load(script.dataset.searchPage);
    box.addEventListener("focus", function () { document.getElementById("q").focus(); });
    toggle.addEventListener("change", function () {
      toggle.checked = false;
      document.getElementById("q").focus();
    });
  } else if (box) {
    box.addEventListener("focus", function (event) {
      if (!asked) box.cameFrom = event.relatedTarget;
      loadSearch();
    });
    box.addEventListener("pointerenter", loadSearch);
    toggle.addEventListener("change", function () {
      loadSearch();
      if (toggle.checked) box.focus();
    });
    if (/[?&]q=/.test(location.search)) loadSearch();
  }
})();
