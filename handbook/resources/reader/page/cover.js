/* While something lies over the page, nothing else can be reached. */
export function cover(inside, isCovered) {
  for (; inside !== document.body; inside = inside.parentNode) {
    [].forEach.call(inside.parentNode.children, function (other) {
      if (other !== inside && !other.matches("script, template, .md-overlay")) other.inert = isCovered;
    });
  }
}
