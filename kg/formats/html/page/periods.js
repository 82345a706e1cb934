/** The dates of statements in even periods: years, months or days, whichever the span asks for. */

/** @typedef {import("./data.js").Data} Data */
/** @typedef {{names: string[], counts: number[]}} Periods names are beginnings of ISO dates */

const MOST = 120;
const DATE = /^\d{4}(-\d{2}(-\d{2})?)?/;

/** @param {Data} data @returns {Periods} none where fewer than two dates are told */
export function periodsOf(data) {
  const dates = data.statements.flatMap(({ time }) => DATE.exec(time?.[0] ?? "")?.[0] ?? []);
  if (new Set(dates).size < 2) return { names: [], counts: [] };
  for (const length of [10, 7, 4]) {
    if (length > Math.min(...dates.map(date => date.length))) continue;
    const names = between(dates, length);
    if (names.length <= MOST || length === 4) return { names, counts: counted(names, dates, length) };
  }
  const names = between(dates, 4);
  return { names, counts: counted(names, dates, 4) };
}

/** All periods from the first date's to the last's. @param {string[]} dates @param {number} length */
function between(dates, length) {
  const sorted = dates.map(date => date.slice(0, length)).sort();
  const last = sorted[sorted.length - 1];
  const names = [];
  for (let name = sorted[0]; name <= last && names.length <= 10_000; name = after(name)) names.push(name);
  return names;
}

/** The next year, month or day. @param {string} name */
export function after(name) {
  const [year, month = 1, day = 1] = name.split("-").map(Number);
  const next = new Date(0);
  next.setUTCFullYear(
    year + Number(name.length === 4),
    month - 1 + Number(name.length === 7),
    day + Number(name.length === 10),
  );
  return next.toISOString().slice(0, name.length);
}

/** @param {string[]} names @param {string[]} dates @param {number} length */
function counted(names, dates, length) {
  const counts = names.map(() => 0);
  const place = new Map(names.map((name, i) => [name, i]));
  for (const date of dates) {
    const i = place.get(date.slice(0, length));
    if (i !== undefined) counts[i] += 1;
  }
  return counts;
}
