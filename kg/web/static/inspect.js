// A picture that is looked at in place: a click tells of a node or edge, a double click leads to the page of a node.

import { ofNode, tell } from "./details.js";
import { View } from "./view.js";

const details = document.getElementById("details");
const view = new View(document.querySelector("svg[data-graph]"));
let chosen = null;
view.onChoose = (id) => show(id && ofNode(id), id);
view.onEdge = (address, ...ends) => show(address, ...ends);

function show(address, ...ends) {
  chosen = address;
  view.mark(...ends);
  details.hidden = address === null;
  if (address !== null) tell(address, details, () => chosen === address);
}
