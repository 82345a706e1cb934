/** Texts that the page keeps compressed. */

/** @param {string} packed UTF-8 in zlib's format in base64 */
export async function unpacked(packed) {
  const bytes = Uint8Array.from(atob(packed), character => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return await new Response(stream).text();
}
