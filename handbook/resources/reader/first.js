// Run where the navigation stands, before it is painted; the choice of a stage, further down, calls it again.

import { showStage } from "./our_stage.js";

window.handbookShowStage = showStage;
showStage();
