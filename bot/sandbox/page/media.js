/** Images and files of a message. */

import { button, el } from "./dom.js";
import { safeLink, safeMedia } from "./links.js";

/**
 * An image that opens in a new tab, with its description for those who do not see it.
 *
 * @param {{url?: string, width?: number, height?: number}} media
 * @param {{description?: string | null, spoiler?: boolean}} [about]
 */
export function picture(media, { description = "", spoiler = false } = {}) {
  const src = safeMedia(media?.url);
  if (!src) return el("p", { class: "subtext" }, description || "(an image that cannot be shown here)");
  const image = el("img", {
    src,
    alt: description ?? "",
    width: media.width,
    height: media.height,
    loading: "lazy",
  });
  const missing = () =>
    link.replaceWith(el("span", { class: "subtext" }, description || "(the image did not load)"));
  image.addEventListener("error", missing);
  // An embedded image has no address to open.
  const href = safeLink(src);
  const link = href
    ? el("a", { class: "picture", href, target: "_blank", rel: "noopener noreferrer" }, image)
    : el("span", { class: "picture" }, image);
  if (href && !description) link.setAttribute("aria-label", "Image");
  if (!spoiler) return link;
  link.classList.add("spoiler-picture");
  link.inert = true;
  const show = () => {
    link.classList.remove("spoiler-picture");
    link.inert = false;
    cover.replaceWith(link);
  };
  const cover = button("picture-cover", show, { "aria-label": "Image marked as a spoiler: show it" }, link);
  return cover;
}

/** Several images side by side. */
export function gallery(items) {
  const shown = items.map((item) => picture(item.media, item));
  return el("div", { class: items.length > 1 ? "gallery several" : "gallery" }, shown);
}

/** A file to fetch, with its name and size. */
export function fileLink({ url, name, size }) {
  const href = safeMedia(url);
  const words = [
    el("span", {}, name || "file"),
    Number.isFinite(size) && el("span", { class: "subtext" }, byteText(size)),
  ];
  if (!href) return el("div", { class: "file" }, words);
  return el(
    "a",
    { class: "file", href, target: "_blank", rel: "noopener noreferrer", download: name || true },
    words,
  );
}

function byteText(size) {
  if (size < 1024) return `${size} bytes`;
  return size < 1024 ** 2 ? `${Math.round(size / 1024)} KB` : `${(size / 1024 ** 2).toFixed(1)} MB`;
}
