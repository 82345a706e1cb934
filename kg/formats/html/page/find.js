/** Finding entities by label and alias, whatever their case and accents. */

/** @typedef {import("./data.js").Data} Data */
/** @typedef {{entity: number, name: string, rank: number, relation?: string, statements?: number}} Hit an entity, or a relation and -1 */

/** Letters that Unicode doesn't take apart. */
const LETTERS = new Map(
  Object.entries({ ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i" }),
);

/** A name without case, accents and punctuation. @param {string} name */
export function fold(name) {
  return name
    .toLowerCase()
    .replace(/[łøđðþßæœı]/gu, letter => LETTERS.get(letter) ?? letter)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/**
 * The names and relations that can be found, folded once, with the words that occur in them.
 * @typedef {{entity: number, name: string, folded: string, relation?: string, statements?: number}} Name
 * @typedef {{names: Name[], words: string[], letters?: number[], parts?: string[][]}} Names `letters` are those of each word, see `lettersOf`, and `parts` the words of each name
 * @param {Data} data @returns {Names}
 */
export function namesOf(data) {
  const names = data.entities.flatMap(({ label, aliases }, entity) =>
    [label, ...aliases].map(name => /** @type {Name} */ ({ entity, name, folded: fold(name) })),
  );
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { lemma } of data.statements) counts.set(lemma, (counts.get(lemma) ?? 0) + 1);
  for (const [lemma, statements] of counts)
    names.push({ entity: -1, name: lemma, folded: fold(lemma), relation: lemma, statements });
  const words = [...new Set(names.flatMap(({ folded }) => folded.split(" ")))];
  return { names, words };
}

/**
 * Entities and relations by how well a name fits, then by importance; each once.
 * @param {Names} names @param {string} query @returns {Hit[]}
 */
export function find(names, query) {
  const wanted = fold(query);
  if (!wanted) return [];
  const exact = ranked(names.names, name => rankOf(name, wanted));
  return exact.length ? exact : ranked(names.names, looseRank(names, wanted));
}

/** @param {Name[]} names @param {(folded: string, i: number) => number} rank @returns {Hit[]} */
function ranked(names, rank) {
  /** @type {Map<number|string, Hit>} */
  const best = new Map();
  names.forEach((name, i) => {
    const found = rank(name.folded, i);
    if (found === Infinity) return;
    const { folded, ...rest } = name;
    const key = name.relation ?? name.entity;
    const before = best.get(key);
    if (!before || found < before.rank) best.set(key, { ...rest, rank: found });
  });
  return [...best.values()].sort(
    (a, b) => a.rank - b.rank || Number(a.entity < 0) - Number(b.entity < 0) || a.entity - b.entity,
  );
}

/** @param {string} name @param {string} wanted */
function rankOf(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (` ${name}`.includes(` ${wanted}`)) return 2;
  if (name.includes(wanted)) return 3;
  return wanted.split(" ").every(word => ` ${name}`.includes(` ${word}`)) ? 4 : Infinity;
}

/**
 * How well names fit where letters are wrong: each word wanted must be near one of the name's.
 * @param {Names} names @param {string} wanted @returns {(folded: string, i: number) => number}
 */
function looseRank(names, wanted) {
  const { words } = names;
  const parts = (names.parts ??= names.names.map(({ folded }) => folded.split(" ")));
  const letters = (names.letters ??= words.map(lettersOf));
  const near = wanted.split(" ").map(word => {
    const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    const own = lettersOf(word);
    /** @type {Map<string, number>} */
    const found = new Map();
    words.forEach((other, i) => {
      if (ones(own & ~letters[i]) > most) return; // each letter that is missing is an error
      const errors = distance(word, other, most);
      if (errors <= most) found.set(other, errors);
    });
    return found;
  });
  return (_, i) => {
    let sum = 5;
    for (const found of near) {
      let best = Infinity;
      for (const word of parts[i]) best = Math.min(best, found.get(word) ?? Infinity);
      if (best === Infinity) return best;
      sum += best;
    }
    return sum;
  };
}

/** Which letters a word has, as bits; different ones may share a bit. @param {string} word */
function lettersOf(word) {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
}

/** How many bits of a number are set. @param {number} bits */
function ones(bits) {
  let n = 0;
  for (let rest = bits; rest; rest &= rest - 1) n += 1;
  return n;
}

/**
 * How many letters are wrong, missing, too many or swapped (optimal string alignment) between a
 * word and another's beginning; Infinity if more than `most`.
 * @param {string} word @param {string} other @param {number} most
 */
export function distance(word, other, most) {
  if (most === 0) return other.startsWith(word) ? 0 : Infinity;
  if (other.length < word.length - most) return Infinity;
  const start = other.slice(0, word.length + most);
  /** @type {number[]} */
  let older = [];
  let old = Array.from({ length: start.length + 1 }, (_, j) => j);
  for (let i = 1; i <= word.length; i++) {
    const row = [i];
    for (let j = 1; j <= start.length; j++) {
      const change = old[j - 1] + Number(word[i - 1] !== start[j - 1]);
      const swap = i > 1 && j > 1 && word[i - 1] === start[j - 2] && word[i - 2] === start[j - 1];
      row[j] = Math.min(change, old[j] + 1, row[j - 1] + 1, swap ? older[j - 2] + 1 : Infinity);
    }
    if (Math.min(...row) > most) return Infinity;
    [older, old] = [old, row];
  }
  const errors = Math.min(...old);
  return errors <= most ? errors : Infinity;
}
