/* The header's height: links under it, where its words need more lines, would be out of sight. */
var header = document.querySelector(".md-header");

function measure() { document.documentElement.style.setProperty("--hb-header", header.offsetHeight + "px"); }

window.addEventListener("resize", measure);
measure();
