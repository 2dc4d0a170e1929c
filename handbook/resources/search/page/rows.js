// Results as rows of the search page.

const MOST_PARTS = 3; // of one page

/** One page with its best parts as a list item; `root` is the address below which results stand. */
export function row(items, root) {
  const isPart = ({ location: to }) => to.includes("#");
  const head = items.find((item) => !isPart(item)) || items[0];
  const parts = items.filter((item) => isPart(item) && item !== head && item.score >= head.score);
  const made = document.createElement("li");
  const heading = document.createElement("h2");
  heading.append(link(head, root));
  made.append(heading);
  const sought = parts.some(({ score }) => score > head.score); // a part, and not the page itself
  if (head.text && !sought) made.append(element("p", head.text));
  if (parts.length) {
    const inside = document.createElement("ul");
    for (const part of parts.slice(0, MOST_PARTS)) {
      const line = document.createElement("li");
      line.append(link(part, root), element("p", part.text));
      inside.append(line);
    }
    made.append(inside);
  }
  return made;
}

function link(item, root) {
  const made = element("a", item.title);
  const address = new URL(item.location, root);
  const words = Object.keys(item.terms).filter((word) => item.terms[word]);
  if (words.length) address.searchParams.set("h", words.join(" "));
  made.href = address.href;
  return made;
}

function element(tag, html) {
  const made = document.createElement(tag);
  made.innerHTML = html; // escaped by the engine; only its marks are elements
  return made;
}
