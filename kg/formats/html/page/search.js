/** The search over names and relations, by `/`. */

import { createCombobox } from "./combobox.js";
import { byId } from "./dom.js";
import { TEXT } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").Store} Store */

/** @param {Data} data @param {Store} store */
export function createSearch(data, store) {
  const { input, list } = createCombobox(data, {
    id: "hits",
    label: TEXT.search,
    placeholder: TEXT.searchKey,
    relations: true,
    choose: ({ entity, relation }) => {
      if (relation !== undefined) {
        store.update({ view: "table", relation });
        return;
      }
      store.update({ selected: { entity }, at: -1 });
      byId("panel").querySelector("h2")?.focus();
    },
  });
  byId("search").append(input, list);
  document.addEventListener("keydown", event => {
    const typing = event.target instanceof HTMLElement && event.target.matches("input:not([type=checkbox]), select");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
