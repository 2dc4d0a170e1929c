/* Two languages side by side: remembered from page to page. */
import { stored } from "./stored.js";

var both = document.getElementById("both-languages");

if (both) {
  both.checked = stored("both") === "yes";
  both.addEventListener("change", function () {
    stored("both", both.checked ? "yes" : "no");
  });
}
