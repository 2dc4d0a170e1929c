// What is a letter or a figure, and what a mark on one, for regular expressions. Browsers before 2018, some before
// 2020, do not know such classes; to them a letter is whatever is no space, punctuation or symbol of common use.

function knowsClasses() {
  try {
    return Boolean(new RegExp("\\p{L}", "u"));
  } catch (error) {
    return false;
  }
}

const PLAIN = "0-9A-Za-z\\u00AA\\u00B2\\u00B3\\u00B5\\u00B9\\u00BA\\u00BC-\\u00BE\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02C1"
  + "\\u0370-\\u037D\\u0386-\\u0481\\u048A-\\u0590\\u05D0-\\u0605\\u0620-\\u064A\\u0660-\\u1AFF\\u1D00-\\u1DBF\\u1E00-\\u1FFF"
  + "\\u2C00-\\u2DFF\\u3005-\\u3007\\u3031-\\uD7FF\\uF900-\\uFDFF\\uFE70-\\uFEFC\\uFF10-\\uFF19\\uFF21-\\uFF3A\\uFF41-\\uFFDC";

const isKnown = knowsClasses();

/** For a class in square brackets, with the flag `u`. */
export const LETTER = isKnown ? "\\p{L}\\p{N}" : PLAIN;
export const MARK = isKnown ? "\\p{M}" : "\\u0300-\\u036F\\u0483-\\u0489\\u0591-\\u05C7\\u064B-\\u065F\\u1AB0-\\u1AFF\\u1DC0-\\u1DFF";
