// Where a list has pages of its own: an address with the anchor of an entry leads on to the page that has it now.

const shown = document.currentScript;

function forward() {
  const anchor = location.hash.slice(1);
  if (!anchor) return;
  const owner = shown.dataset.owner;
  const ways = [...shown.parentNode.querySelectorAll("a[id], a[data-anchors]")];
  const way = ways.find((one) => one.id === anchor || (one.dataset.anchors || "").split(" ").includes(anchor));
  const to = way ? way.href.replace(/#.*/, "") : owner && !document.getElementById(anchor) ? owner : "";
  if (!to) return;
  const page = new URL(to, location.href);
  if (page.protocol === "file:") page.pathname = page.pathname.replace(/\/$/, "/index.html");
  page.hash = anchor;
  location.replace(page.href);
}

addEventListener("hashchange", forward);
addEventListener("DOMContentLoaded", forward);
