/** Elements made of text: nothing on the page is ever read as HTML. */

/** @typedef {Node|string|number|null|false|undefined} Child */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string|boolean|EventListener|null>} [attributes] a function listens to the event of its name
 * @param {...(Child|Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  append(element, children.flat());
  return element;
}

/** An element of a drawing. @param {string} tag @param {Record<string, string>} attributes @param {...SVGElement} children */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

/** @param {Element} element @param {Record<string, string|boolean|EventListener|null>} attributes */
function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
}

/** @param {Element} element @param {Child[]} children */
function append(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/** @param {string} id */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element ${id}`);
  return element;
}

/**
 * Fill a list with the first items, and a button for more.
 * @template I
 * @template {HTMLElement} L
 * @param {L} list @param {I[]} items @param {(item: I, index: number) => HTMLElement} render an li
 * @param {number} size how many at a time
 * @returns {L}
 */
export function paged(list, items, render, size) {
  let shown = 0;
  const more = h("li", { class: "more" });
  function grow() {
    const next = items.slice(shown, shown + size).map((item, i) => render(item, shown + i));
    more.remove();
    list.append(...next);
    shown += next.length;
    if (shown >= items.length) return;
    const rest = items.length - shown;
    more.replaceChildren(
      h(
        "button",
        { type: "button", class: "link", click: grow },
        `Show ${Math.min(rest, size)} more of ${rest}`,
      ),
    );
    list.append(more);
  }
  grow();
  return list;
}
