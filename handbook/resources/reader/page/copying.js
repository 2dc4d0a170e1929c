/* Copying: the links lead to what they copy, for browsers that may not. */
function copyFile(address) {
  var words = fetch(address).then(function (answer) {
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.text();
  });
  if (!window.ClipboardItem) {
    return words.then(function (text) { return navigator.clipboard.writeText(text); });
  }
  // Safari copies only what is promised while it handles the tap.
  var promised = words.then(function (text) { return new Blob([text], { type: "text/plain" }); });
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": promised })]);
}

document.addEventListener("click", function (event) {
  var link = event.target.closest("a.copy, a.copy-file");
  if (!link || !navigator.clipboard) return;
  event.preventDefault();
  var copying;
  if (link.className === "copy-file") copying = copyFile(link.href);
  else {
    var text = link.dataset.copy; // or the words that the link leads to
    if (text === undefined) text = document.getElementById(link.hash.slice(1)).textContent;
    if (/^\.?\/?$/.test(text)) text = location.href.replace(/#.*$/, "");
    copying = navigator.clipboard.writeText(text);
  }
  copying.then(function () {
    var status = link.closest(".cite, .material").querySelector(".copy-status");
    status.textContent = "";
    setTimeout(function () { status.textContent = link.dataset.done || status.dataset.done; }, 50);
  }, function () { location.href = link.href; });
});
