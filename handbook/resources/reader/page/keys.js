/* No single letter does anything outside a text field: people who speak to their device, or whose hand slips,
   would set it off (WCAG 2.1.4). Material's script, which comes later, listens on the window too. */
window.addEventListener("keydown", function (event) {
  var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
  var modified = event.ctrlKey || event.metaKey || event.altKey;
  if (!typing && !modified && event.key.length === 1 && event.key !== " ") event.stopImmediatePropagation();
}, true);
