/* Links that lead elsewhere than they are written: to the same place in another language, and on a disk. They
   change before the click itself, so that a new tab or a copied address has it too. */
function beforeUse(selector, change) {
  ["pointerdown", "focusin", "click"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var link = event.target.closest(selector);
      if (link) change(link);
    }, true);
  });
}

// Anchors are equal in all languages, so the switcher can keep the place on the page.
beforeUse(".hb-languages a", function (link) { link.hash = location.hash; });

// A site that is opened from a disk has no server that would show a folder's index.
if (location.protocol === "file:") {
  beforeUse("a[href]", function (link) {
    if (link.protocol === "file:" && /\/$/.test(link.pathname)) link.pathname += "index.html";
  });
  document.addEventListener("submit", function (event) {
    event.target.action = event.target.action.replace(/\/(?=[?#]|$)/, "/index.html");
  }, true);
}
