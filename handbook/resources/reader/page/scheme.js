/* Light or dark: as the device says until the reader chooses. */
import { stored } from "./stored.js";

var device = matchMedia("(prefers-color-scheme: dark)");
var button = document.querySelector(".hb-scheme");

function paint() {
  var choice = stored("scheme") || (device.matches ? "slate" : "default");
  document.body.setAttribute("data-md-color-scheme", choice);
  document.documentElement.style.colorScheme = choice === "slate" ? "dark" : "light";
}

if (button) {
  button.hidden = false;
  button.addEventListener("click", function () {
    var dark = document.body.getAttribute("data-md-color-scheme") === "slate";
    stored("scheme", dark ? "default" : "slate");
    paint();
  });
}
if (device.addEventListener) device.addEventListener("change", paint);
else device.addListener(paint); // Safari before 14
paint();
