/* What readers switch on a page, remembered from page to page: two languages side by side, the basis of statements. */
import { stored } from "./stored.js";

var names = { "both-languages": "both", "all-grounds": "grounds" };

Object.keys(names).forEach(function (id) {
  var box = document.getElementById(id);
  if (!box) return;
  box.checked = stored(names[id]) === "yes";
  box.addEventListener("change", function () {
    stored(names[id], box.checked ? "yes" : "no");
  });
});
