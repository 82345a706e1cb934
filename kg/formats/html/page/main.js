/** Puts the page together. */

import { followAddress, fromFragment } from "./address.js";
import { createChips } from "./chips.js";
import { readData } from "./data.js";
import { byId } from "./dom.js";
import { createFilters } from "./filters.js";
import { createLegend } from "./legend.js";
import { createPanel } from "./panel.js";
import { createPicture } from "./picture.js";
import { createReader } from "./reader.js";
import { createSaving } from "./save.js";
import { createSearch } from "./search.js";
import { createStore } from "./state.js";
import { createTable } from "./table.js";
import { createThemeSwitch } from "./theme.js";
import { createTimeline } from "./timeline.js";
import { createViews } from "./views.js";

/** @param {import("./data.js").Data} data */
function start(data) {
  const store = createStore(fromFragment(data, location.hash));
  createThemeSwitch(store); // before all that reads colours
  followAddress(data, store); // before all that asks for the way back
  createViews(data, store);
  createLegend(data, store);
  createTimeline(data, store);
  createFilters(data, store);
  createChips(data, store);
  createSearch(data, store);
  createPanel(data, store);
  createTable(data, store);
  createReader(data, store);
  createSaving(data, store, createPicture(data, store));
}

readData(byId("data").textContent ?? "").then(start);
