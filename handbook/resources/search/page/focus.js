// Keyboard in the open dialog: Tab stays inside, Escape goes back to where the reader was.

const REACHED = "input, button, a[href], summary";

/** Whether an element can be seen and used now. */
function usable(element) {
  const details = element.closest("details:not([open])");
  return !element.disabled && element.getClientRects().length > 0 && (!details || element.tagName === "SUMMARY");
}

/** Keep the keyboard in `dialog` while `toggle` is checked; `button` opens it where its `box` is not in sight. */
export function keepFocus(dialog, toggle, box, button) {
  let before = box.cameFrom || null; // what handbook.js saw before this script was there

  dialog.addEventListener("focusin", (event) => {
    const from = event.relatedTarget;
    if (from && !dialog.contains(from)) before = from;
  });

  // The box opens the dialog a moment after it got the focus, which may have gone on by then.
  function closeIfLeft() {
    const active = document.activeElement;
    if (toggle.checked && active !== document.body && !dialog.contains(active)) toggle.click();
  }
  document.addEventListener("focusin", closeIfLeft);
  toggle.addEventListener("change", () => setTimeout(closeIfLeft));

  /** Whether the keyboard only passes the box in the header, where it opens the dialog but nothing was asked. */
  function passingBy() {
    return document.activeElement === box && dialog.getAttribute("aria-modal") !== "true"; // handbook.js says so
  }

  function close() {
    const back = before && before.isConnected ? before : button;
    before = null;
    if (toggle.checked) toggle.click();
    box.blur();
    back.focus();
  }

  function move(backwards) {
    const stops = [...dialog.querySelectorAll(REACHED)].filter(usable);
    const here = stops.indexOf(document.activeElement);
    const next = backwards ? here - 1 : here + 1;
    if (stops.length) stops[(next + stops.length) % stops.length].focus();
  }

  // Before Material's script, which would close the dialog on Tab and take every other key into the box.
  window.addEventListener("keydown", (event) => {
    if (!toggle.checked || event.isComposing) return;
    if (event.key === "Tab" && passingBy()) return;
    if (event.key === "Escape") close();
    else if (event.key === "Tab") move(event.shiftKey);
    else if (!ownKey(event)) return;
    event.stopImmediatePropagation();
    if (event.key === "Escape" || event.key === "Tab") event.preventDefault();
  }, true);
}

/** Whether the focused element uses a key itself. */
function ownKey(event) {
  return (event.key === " " || event.key === "Enter") && document.activeElement.matches("button, summary, a");
}
