/** Puts the page together. */

import { readData } from "./data.js";
import { byId } from "./dom.js";
import { createLegend } from "./legend.js";
import { createNetwork } from "./network.js";
import { createPanel } from "./panel.js";
import { createSearch } from "./search.js";
import { createStore, firstState } from "./state.js";

const data = readData(byId("data").textContent ?? "");
const store = createStore(firstState());

createPanel(data, store);
createLegend(data, store);
createSearch(data, store);
createNetwork(data, store);
