// Where the engine runs: in a worker, or on the page itself where a site is opened from file:// and browsers
// allow no worker.

import { answering } from "./messages.js";

if (typeof document === "undefined") {
  const answer = answering((message) => postMessage(message));
  addEventListener("message", (event) => answer(event.data));
} else {
  window.handbookSearch = answering;
}
