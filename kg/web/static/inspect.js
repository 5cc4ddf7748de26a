// A picture that is looked at in place: a click tells of a node, a second one leads to its page.

import { tell } from "./details.js";
import { View } from "./view.js";

const details = document.getElementById("details");
const view = new View(document.querySelector("svg[data-graph]"));
let chosen = null;
view.onChoose = (id) => {
  chosen = id;
  view.mark(id);
  details.hidden = id === null;
  if (id !== null) tell(id, details, () => chosen === id);
};
