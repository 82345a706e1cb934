/** Rows as files. */

/** RFC 4180; a cell that a spreadsheet would take for a formula begins with an apostrophe. @param {string[][]} rows */
export function toCsv(rows) {
  return rows.map(row => `${row.map(cell).join(",")}\r\n`).join("");
}

/** Rows to be pasted into a spreadsheet. @param {string[][]} rows */
export function toTabs(rows) {
  return rows.map(row => row.map(text => harmless(text).replace(/[\t\r\n]+/g, " ")).join("\t")).join("\n");
}

/** @param {string} text */
function cell(text) {
  const safe = harmless(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @param {string} text */
function harmless(text) {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** Let the browser keep a file. @param {string} name @param {Blob} blob */
export function download(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
