/* Menu and search are opened by checkboxes, which work without this script. Their labels are nothing to the
   keyboard, so each becomes a button that looks the same. */
export function buttonOf(label, checkbox) {
  var made = document.createElement("button");
  made.type = "button";
  made.className = label.className;
  made.innerHTML = label.innerHTML;
  made.addEventListener("click", function () { checkbox.click(); });
  label.parentNode.replaceChild(made, label);
  return made;
}
