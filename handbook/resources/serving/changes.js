// Stands on served pages only: loads the page again when it has changed, and shows what is wrong with what was saved.
(function () {
  "use strict";
  var shown = document.currentScript.getAttribute("data-shown");
  var told = "", request = null, timer = 0, place = null;

  function ask() {
    stop();
    request = new XMLHttpRequest();
    request.onload = function () {
      if (this.status !== 200) { later(); return; }
      var state = JSON.parse(this.responseText);
      if (state.shown !== shown) { location.reload(); return; }
      if (state.told !== told) { told = state.told; show(state.mistakes); }
      timer = setTimeout(ask, 0);
    };
    request.onerror = later;
    request.open("GET", "/.handbook/changes?page=" + encodeURIComponent(decodeURI(location.pathname)) +
      "&shown=" + shown + "&told=" + told);
    request.send();
  }

  function later() { timer = setTimeout(ask, 1000); }

  function stop() {
    clearTimeout(timer);
    if (request) { request.onload = request.onerror = null; request.abort(); request = null; }
  }

  function element(name, text, inside) {
    var made = document.createElement(name);
    made.textContent = text;
    inside.appendChild(made);
    return made;
  }

  function show(mistakes) {
    if (place) { place.remove(); place = null; }
    if (!mistakes.length) { return; }
    place = document.createElement("div");
    place.id = "handbook-mistakes";
    place.setAttribute("lang", "en");
    place.setAttribute("dir", "ltr");
    place.setAttribute("role", "alert");
    var inside = place.attachShadow ? place.attachShadow({mode: "open"}) : place;
    element("style", ":host{position:fixed;z-index:999;inset:auto 0 0 0;max-height:50vh;overflow:auto;" +
      "font:16px/1.4 sans-serif;color:#000;background:#fff3f3;border-top:4px solid #b00020;padding:8px 16px}" +
      "h2{font-size:16px;margin:0}ul{margin:4px 0;padding-left:20px}li{overflow-wrap:anywhere}" +
      "code{font-weight:bold}em{font-style:normal;color:#333}button{float:right;font:inherit}" +
      "@media print{:host{display:none}}", inside);
    element("button", "Close", inside).onclick = function () { place.remove(); place = null; };
    element("h2", mistakes.length === 1 ? "1 mistake in what was saved" :
      mistakes.length + " mistakes in what was saved", inside);
    var list = element("ul", "", inside);
    mistakes.forEach(function (mistake) {
      var item = element("li", "", list);
      if (mistake.place) { element("code", mistake.place, item); item.appendChild(document.createTextNode(": ")); }
      item.appendChild(document.createTextNode(mistake.what));
      if (mistake.remedy) { item.appendChild(document.createTextNode("; ")); element("em", mistake.remedy, item); }
    });
    document.documentElement.appendChild(place);
  }

  function follow() { if (document.visibilityState === "visible") { ask(); } else { stop(); } }
  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", stop);
  addEventListener("pageshow", follow);
  follow();
})();
