// The choice of the region's stage: made by a tap on the home page’s route, by a button on a stage's page, undone by one.

import { isStage, keepStage, keptStage, showStage } from "./our_stage.js";
import { progressOf, showProgress } from "./progress.js";
import { say } from "./words.js";

export class StageBox {
  constructor(place) {
    this.place = place;
    place.hidden = false; // where the script came late
    this.status = place.querySelector(".hb-stage-status");
    this.starts = JSON.parse(place.dataset.stages || "null"); // on the home page: where to start in each stage
    const kept = keptStage();
    if (kept !== null && !isStage(kept)) {
      if (!document.querySelector(".frozen-edition")) keepStage(null); // the edition of today may know it
      this.status.textContent = say("stage_unknown");
    }
    if (this.starts) this.listen();
    const here = place.querySelector(".hb-here");
    if (!here) return;
    here.addEventListener("click", () => {
      this.choose(here.getAttribute("aria-pressed") === "true" ? null : place.dataset.stage);
    });
  }

  /** On the home page: the stops of the route, until one is chosen, and the button that undoes it. */
  listen() {
    const stops = [...document.querySelectorAll(".route [data-stage]")];
    for (const stop of stops) {
      stop.addEventListener("click", (event) => {
        const address = stop.dataset.stage;
        if (isStage(keptStage())) return;
        if (event.ctrlKey || event.metaKey || event.shiftKey) this.choose(address); // this page stays
        else keepStage(address); // its own page, which opens now, shows it
      });
    }
    this.place.querySelector(".hb-undo").addEventListener("click", () => {
      this.choose(null);
      const first = document.querySelector(".route :is(summary, .stop)");
      if (first) first.focus();
    });
  }

  choose(address) {
    const isKept = keepStage(address);
    showStage();
    if (this.refresh) this.refresh();
    const told = address === null ? "stage_unset" : isKept ? "stage_set" : "stage_unkept";
    this.status.textContent = say(told);
  }

  /** How far the lists of the chosen stage are. */
  show(lists) {
    const start = this.starts && isStage(keptStage()) && this.starts[keptStage()];
    if (start) showProgress(this.place.querySelector(".hb-chosen-progress"), progressOf(start.lists, lists), { bar: true });
  }
}
