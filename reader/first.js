// Run where the navigation and the choice of a stage stand, before they are painted.

import { showStage } from "./our_stage.js";

showStage();
