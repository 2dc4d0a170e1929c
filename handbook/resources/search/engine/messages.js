// The messages of Material's search worker, and one of our own.

import { Index } from "./index.js";
import { languageOf } from "./languages/index.js";
import { results } from "./results.js";

const SETUP = 0; // { config, docs }: the index
const READY = 1;
const QUERY = 2; // the words that were typed
const RESULT = 3;
const KIND = 4; // ours: the kind of record to show, "" for all; answered like the last query

/** A function that takes messages and answers each through `reply`. */
export function answering(reply) {
  let index = null;
  let kind = "";
  let query = "";

  function answer() {
    if (!index) return;
    reply({ type: RESULT, data: Object.assign({ query, kind }, results(query, index, kind)) });
  }

  return ({ type, data }) => {
    if (type === SETUP) {
      index = new Index(data.docs, languageOf(data.config.lang[0]), data.config);
      reply({ type: READY });
    } else if (type === QUERY) {
      query = String(data);
      answer();
    } else if (type === KIND) {
      kind = String(data);
      answer();
    }
  };
}
