/** Which addresses from a message may become a link or an image. */

/**
 * The address, made whole, where it may be followed; null where it must stay text.
 *
 * @param {unknown} address
 * @returns {string | null}
 */
export function safeLink(address) {
  if (typeof address !== "string") return null;
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
}

/**
 * The address of an image or file, where the page may load it: over https, embedded, or from the stand-in itself.
 *
 * @param {unknown} address
 * @returns {string | null}
 */
export function safeMedia(address) {
  if (typeof address !== "string") return null;
  if (/^data:image\/(png|jpeg|gif|webp);base64,/.test(address)) return address;
  let url;
  try {
    url = new URL(address, location.origin);
  } catch {
    return null;
  }
  return url.protocol === "https:" || url.origin === location.origin ? url.href : null;
}
