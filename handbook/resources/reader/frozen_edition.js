// Terms, sources and questions are parts of one page: the link to that of today leads to the same part.

const today = document.querySelector(".frozen-edition a");

function point() {
  today.hash = location.hash;
}

today.addEventListener("focus", point);
today.addEventListener("pointerdown", point);
