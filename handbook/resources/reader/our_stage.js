// The stage that the reader's region is in: kept on the device, shown first in the navigation, on the home page and
// on the stage's own page. It also runs before pages are first painted, so it is small and needs no words.

const row = document.querySelector(".hb-nav__ours");
export const titles = row ? JSON.parse(row.dataset.stages) : {};
let unkept; // where storage is forbidden, a choice lasts for this page

function keyOfStage() {
  return `handbook.${row.dataset.handbook}.stage`;
}

/** The address of the chosen stage as it is kept; null where none is. */
export function keptStage() {
  if (unkept !== undefined) return unkept;
  try {
    return localStorage.getItem(keyOfStage());
  } catch (error) {
    return null;
  }
}

export function isStage(address) {
  return Object.keys(titles).includes(address);
}

/** Keep a choice, or none with null; whether it could be kept. */
export function keepStage(address) {
  try {
    if (address === null) localStorage.removeItem(keyOfStage());
    else localStorage.setItem(keyOfStage(), address);
    unkept = undefined;
    return true;
  } catch (error) {
    unkept = address;
    return false;
  }
}

/** Show the choice wherever this page has a place for it. */
export function showStage() {
  if (!row) return;
  const kept = keptStage();
  const chosen = kept !== null && isStage(kept) ? kept : "";
  const link = row.querySelector("a");
  row.hidden = !chosen;
  if (chosen) {
    link.setAttribute("href", wayTo(link, chosen));
    row.querySelector("span").textContent = titles[chosen];
    if (row.dataset.here === chosen) link.setAttribute("aria-current", "page");
  }
  const box = document.querySelector(".hb-our-stage");
  if (!box) return;
  const here = box.querySelector(".hb-here");
  if (here) here.setAttribute("aria-pressed", String(chosen === box.dataset.stage));
  if (box.dataset.stages) showOnHome(box, chosen);
}

/** A link as the navigation writes it, from the way up to the edition's root that stands at `link`. */
function wayTo(link, address) {
  return `${link.dataset.up.replace(/^\.\/$/, "")}${address}/`;
}

function showOnHome(box, chosen) {
  const asked = box.querySelector(".hb-choose"); // only where there is a route on which to choose
  if (asked) asked.hidden = Boolean(chosen);
  box.querySelector(".hb-chosen").hidden = !chosen;
  const ours = chosen || box.dataset.region; // in the edition of a region, its stage is marked from the beginning
  for (const stop of document.querySelectorAll(".route [data-stage]")) markStop(stop, stop.dataset.stage === ours);
  if (!chosen) return;
  const link = box.querySelector(".hb-chosen-stage");
  const address = wayTo(link, chosen);
  link.setAttribute("href", address);
  link.textContent = titles[chosen];
  const { parts } = JSON.parse(box.dataset.stages)[chosen];
  for (const line of box.querySelectorAll("[data-part]")) {
    line.hidden = !parts.includes(line.dataset.part);
    line.querySelector("a").setAttribute("href", `${address}#${line.dataset.part}`);
  }
}

/** A stop on the route as that of the region, in words, or as any other. */
function markStop(stop, isOurs) {
  if (isOurs === stop.hasAttribute("aria-current")) return;
  if (!isOurs) {
    stop.removeAttribute("aria-current");
    stop.querySelector(".flag").remove();
    return;
  }
  const flag = document.createElement("strong");
  flag.className = "flag";
  flag.textContent = stop.closest(".route").dataset.ours;
  stop.append(" ", flag);
  stop.setAttribute("aria-current", "true");
  const folded = stop.closest("details");
  if (folded) folded.open = true;
}
