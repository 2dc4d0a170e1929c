// The buttons that narrow results down to one kind of record.

/** Make the buttons in `group` choose one kind, or all; `choose` is called with the kind, "" for all. */
export function chooser(group, choose) {
  const buttons = [...group.querySelectorAll("button")];

  function press(pressed) {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button === pressed));
  }

  group.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const again = button.getAttribute("aria-pressed") === "true";
    const chosen = again ? buttons[0] : button;
    press(chosen);
    choose(chosen.dataset.kind);
  });

  return {
    /** Show how many results there are of each kind; nothing before anything was asked for. */
    count(counts, asked) {
      for (const button of buttons) {
        const count = counts[button.dataset.kind] || 0;
        button.querySelector(".count").textContent = asked && counts[""] ? ` ${count}` : "";
      }
    },
    /** Choose a kind without being asked by a click. */
    set(kind) {
      press(buttons.find((button) => button.dataset.kind === kind) || buttons[0]);
    },
  };
}
