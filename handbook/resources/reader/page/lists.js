/* Lists to tick and the region's stage: only pages that have these need the script for them. */
import { isAble, load, script } from "./later.js";

if (isAble && document.getElementById("hb-ticks")) {
  load(script.dataset.reader, function () {
    var stage = document.querySelector(".hb-our-stage");
    if (stage) stage.hidden = true;
  });
}
