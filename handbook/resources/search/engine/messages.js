// The messages of Material's search worker, and some of our own.

import { Index, Missing } from "./index.js";
import { languageOf } from "./languages/index.js";
import { loadPart } from "./loading.js";
import { found, items, SHOWN_PARTS } from "./results.js";

const SETUP = 0; // ours: { head, folder }, the head of the index and the address of its parts
const QUERY = 2; // the words that were typed
const RESULT = 3;
const KIND = 4; // ours: the kind of record to show, "" for all; answered like the last query
const FAILED = 5; // ours: what the answer needs cannot be loaded
const HELD = 6; // ours: the head of the index is held; what tells Material's script so is the dialog's script alone

const FIRST_PAGES = 3; // shown while the texts of the others are on their way
const PAUSE = 200; // milliseconds without another query before anything is loaded for one
const LATE = 10000; // milliseconds after which a part is taken for lost

/** What is coming, rejected where it takes too long; it is held all the same if it comes after that. */
function inTime(coming) {
  return Promise.race([coming, new Promise((come, fail) => setTimeout(() => fail(new Error("it does not come")), LATE))]);
}

/** A function that takes messages and answers each through `reply`, but for queries that were overtaken. */
export function answering(reply) {
  let index = null;
  let folder = "";
  let kind = "";
  let query = "";
  let turn = 0;
  const loading = new Map(); // name of a part: what comes once it is held

  function loaded(name) {
    if (index.holds(name)) return undefined;
    if (!loading.has(name)) {
      const held = index;
      const coming = inTime(loadPart(folder, name).then((content) => held.hold(name, content)));
      const done = () => loading.delete(name); // what failed, or did not come, is asked for again
      coming.then(done, done);
      loading.set(name, coming);
    }
    return loading.get(name);
  }

  /** What `compute` answers once all parts that it needs are there; null where another query came meanwhile. */
  async function complete(compute, mine, isFirst = false) {
    let isWaited = !isFirst || turn === 1; // what was typed before the index was there is typed
    while (mine === turn) {
      try {
        return compute();
      } catch (error) {
        if (!(error instanceof Missing)) throw error;
        if (!isWaited) await new Promise((go) => setTimeout(go, PAUSE));
        isWaited = true;
        if (mine === turn) await Promise.all(error.parts.map(loaded));
      }
    }
    return null;
  }

  function there(compute) {
    try {
      return compute();
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      return null;
    }
  }

  /** Answer with the first pages once they are there, then with all: each answer replaces the one before. */
  async function answerInParts(mine) {
    const match = await complete(() => found(query, index, kind), mine, true);
    const tell = (shown, more) => {
      const { counts, guesses, suggestions, pages } = match;
      const data = { query, kind, items: shown, total: pages.length, more, counts, guesses, suggestions };
      if (mine === turn) reply({ type: RESULT, data });
    };
    if (!match) return;
    if (match.pages.length > FIRST_PAGES && !there(() => items(match, index))) {
      tell(await complete(() => items(match, index, FIRST_PAGES, SHOWN_PARTS), mine), true);
    }
    tell(await complete(() => items(match, index), mine), false);
  }

  function answer() {
    if (!index) return;
    turn += 1;
    const mine = turn;
    answerInParts(mine).catch((error) => {
      if (mine === turn) reply({ type: FAILED, data: String(error) });
    });
  }

  return ({ type, data }) => {
    if (type === SETUP) {
      ({ folder } = data);
      index = new Index(data.head, languageOf(data.head.lang));
      reply({ type: HELD });
    } else if (type === QUERY) {
      query = String(data);
      answer();
    } else if (type === KIND) {
      kind = String(data);
      answer();
    }
  };
}
