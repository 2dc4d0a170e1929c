/* Lists to tick and the region's stage: only pages that have these need the script for them; the progress board has
   a script of its own. */
import { isAble, load, site } from "./later.js";

var boardPlace = document.querySelector("[data-board]");
if (isAble && document.querySelector("[data-ticks], [data-lists], [data-board], .hb-our-stage")) {
  load(boardPlace ? new URL(boardPlace.dataset.board, location.href).href : site.reader, function () {
    var stage = document.querySelector(".hb-our-stage");
    if (stage) stage.hidden = true;
    if (boardPlace) boardPlace.classList.add("hb-failed");
  });
}
