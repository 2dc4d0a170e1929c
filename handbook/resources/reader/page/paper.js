/* On paper nothing can be opened, so closed blocks are printed open. */
var opened = [];

window.addEventListener("beforeprint", function () {
  [].forEach.call(document.querySelectorAll("article details:not([open])"), function (block) {
    block.open = true;
    opened.push(block);
  });
});
window.addEventListener("afterprint", function () {
  opened.forEach(function (block) { block.open = false; });
  opened = [];
});
