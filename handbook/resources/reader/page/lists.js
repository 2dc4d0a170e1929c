/* Lists to tick and the region's stage: only pages that have these need the script for them; the progress board has
   a script of its own. */
import { isAble, load, script } from "./later.js";

var boardPlace = document.querySelector("[data-board]");
if (isAble && document.getElementById("hb-ticks")) {
  load(boardPlace ? boardPlace.dataset.board : script.dataset.reader, function () {
    var stage = document.querySelector(".hb-our-stage");
    if (stage) stage.hidden = true;
    if (boardPlace) boardPlace.classList.add("hb-failed");
  });
}
