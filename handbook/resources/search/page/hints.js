// What search says beside its results: what a word was taken for, what may have been meant, where to look instead.

/**
 * The hints in `place`, which holds them with all their words. `take` is called with a query to try, `showAll` when
 * the reader wants every kind, `again` when what failed is to be tried once more.
 */
export function hints(place, take, showAll, again) {
  const NAMES = ["guess", "mean", "kind", "elsewhere", "link", "failed"];
  const [guess, mean, ofKind, elsewhere, link, failed] = NAMES.map((name) =>
    place.querySelector(`[data-hint="${name}"]`));

  place.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-query]");
    if (button) take(button.dataset.query);
    if (event.target.closest("button[data-all]")) showAll();
    if (event.target.closest("button[data-again]")) again();
  });

  function fill(line, choices) {
    const list = line.querySelector(".choices");
    list.textContent = "";
    choices.forEach(([words, query], number) => {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.query = query;
      button.textContent = words;
      list.append(number ? " " : "", button);
    });
    line.hidden = !choices.length;
  }

  return {
    /** Show what belongs to an answer of the engine. */
    show({ query, kind, items, counts, guesses, suggestions }) {
      const asked = query.trim() !== "";
      const none = asked && Object.keys(counts).length === 0;
      fill(guess, items.length ? guesses.map(([typed, meant]) => [meant, replaced(query, typed, meant)]) : []);
      fill(mean, none ? suggestions.map((word) => [word, word]) : []);
      ofKind.hidden = none || items.length > 0 || !kind;
      elsewhere.hidden = !none;
      if (link) link.hidden = !asked || none;
      for (const other of place.querySelectorAll("a[data-search]")) {
        other.href = `${other.dataset.search}?${new URLSearchParams({ q: query.trim() })}`;
      }
      failed.hidden = true;
    },
    /** Say that search cannot be used. */
    fail() {
      for (const line of [guess, mean, ofKind, elsewhere, link]) if (line) line.hidden = true;
      place.querySelector("[role=status]").textContent = ""; // it is not being prepared any more
      failed.hidden = false;
    },
  };
}

function replaced(query, typed, meant) {
  const place = query.toLowerCase().indexOf(typed);
  return place < 0 ? meant : query.slice(0, place) + meant + query.slice(place + typed.length);
}
