// Numbers as the build writes them (search_parts.py): letters from # to ~ without the backslash, small numbers in one.

const LAST = 60; // letters below end a number
const BASE = 31;

/** The numbers from 0 that a text holds. */
export function unpacked(text) {
  const numbers = [];
  let number = 0;
  let scale = 1;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const digit = code - (code > 92 ? 36 : 35);
    number += digit * scale;
    if (digit < LAST) {
      numbers.push(number);
      number = 0;
      scale = 1;
    } else {
      scale *= BASE;
    }
  }
  return numbers;
}

/** Sorted words, each written as a capital letter for how many letters it shares with the one before, and the rest. */
export function wordsIn(text) {
  const words = [];
  let last = "";
  for (const part of text.match(/[A-Z][^A-Z]*/g) || []) {
    last = last.slice(0, part.charCodeAt(0) - 65) + part.slice(1);
    words.push(last);
  }
  return words;
}
