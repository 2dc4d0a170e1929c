/* A link that leads to something folded opens it, also in browsers that do not do so themselves. */
function unfold() {
  var place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (; place; place = place.parentElement) if (place.tagName === "DETAILS") place.open = true;
}

unfold();
window.addEventListener("hashchange", unfold);
