/** Finding entities by label and alias, whatever their case and accents. */

/** @typedef {import("./data.js").Data} Data */
/** @typedef {{entity: number, name: string, rank: number}} Hit */

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
 * The names that can be found, folded once.
 * @param {Data} data @returns {{entity: number, name: string, folded: string}[]}
 */
export function namesOf(data) {
  return data.entities.flatMap(({ label, aliases }, entity) =>
    [label, ...aliases].map(name => ({ entity, name, folded: fold(name) })),
  );
}

/**
 * Entities by how well a name fits, then by importance; each once.
 * @param {ReturnType<typeof namesOf>} names @param {string} query @returns {Hit[]}
 */
export function find(names, query) {
  const wanted = fold(query);
  if (!wanted) return [];
  /** @type {Map<number, Hit>} */
  const best = new Map();
  for (const { entity, name, folded } of names) {
    const rank = rankOf(folded, wanted);
    const before = best.get(entity);
    if (rank < Infinity && (!before || rank < before.rank)) best.set(entity, { entity, name, rank });
  }
  return [...best.values()].sort((a, b) => a.rank - b.rank || a.entity - b.entity);
}

/** @param {string} name @param {string} wanted */
function rankOf(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (` ${name}`.includes(` ${wanted}`)) return 2;
  if (name.includes(wanted)) return 3;
  return wanted.split(" ").every(word => ` ${name}`.includes(` ${word}`)) ? 4 : Infinity;
}
