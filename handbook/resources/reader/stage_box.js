// The choice of the region's stage: made from a list on the home page, by a button on a stage's page, undone by one.

import { isStage, keepStage, keptStage, showStage } from "./our_stage.js";
import { progressOf, showProgress } from "./progress.js";
import { say } from "./words.js";

export class StageBox {
  constructor(place) {
    this.place = place;
    place.hidden = false; // where the script came late
    this.status = place.querySelector(".hb-stage-status");
    this.select = place.querySelector("select");
    const kept = keptStage();
    if (kept !== null && !isStage(kept)) {
      if (!document.querySelector(".frozen-edition")) keepStage(null); // the edition of today may know it
      this.status.textContent = say("stage_unknown");
    }
    if (this.select) this.listen();
    const here = place.querySelector(".hb-here");
    if (!here) return;
    here.addEventListener("click", () => {
      this.choose(here.getAttribute("aria-pressed") === "true" ? null : place.dataset.stage);
    });
  }

  /** On the home page: the form, and the button that undoes it. */
  listen() {
    this.place.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.select.value) {
        this.select.focus();
        return;
      }
      this.choose(this.select.value);
      this.place.querySelector(".hb-chosen-stage").focus();
    });
    this.place.querySelector(".hb-undo").addEventListener("click", () => {
      this.choose(null);
      this.select.value = "";
      this.select.focus();
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
    const option = this.select && [...this.select.options].find((held) => held.value && held.value === keptStage());
    if (!option) return;
    showProgress(this.place.querySelector(".hb-chosen-progress"), progressOf(option.dataset.lists, lists), { bar: true });
  }
}
