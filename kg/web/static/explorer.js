// The explorer: the server draws each slice, this file moves between slices and moves nodes about.
// All that a slice is stands in its address, so undo is the browser's own "back".

import { ofNode, tell } from "./details.js";
import { shown, View } from "./view.js";

const main = document.getElementById("main");
const heard = document.createElement("p"); // for screen readers: what is drawn is another slice
heard.className = "hide";
heard.setAttribute("role", "status");
document.body.append(heard);
let steps = history.state?.steps ?? 0; // that can be undone
let address = here(); // of the slice that is shown
let chosen = null; // id of the chosen node
let told = null; // address of what the panel tells, of a node or an edge
let opener = null; // what leads back from an edge
let view;
let asked;

begin();
addEventListener("popstate", async () => {
  if (here() === address) return; // only the place on the page is another
  const fresh = await fetched(location.href);
  steps = history.state?.steps ?? 0;
  if (fresh) show(fresh);
});
addEventListener("keydown", (event) => { if (event.key === "Escape" && told) actions.close(); });

function here() { return location.pathname + location.search; }

function begin() {
  view = new View(main.querySelector("svg[data-graph]"));
  view.onChoose = choose;
  view.onEdge = chooseEdge;
  view.onMoved = pin;
  for (const button of main.querySelectorAll("[data-do]")) {
    button.addEventListener("click", () => actions[button.dataset.do]());
  }
  main.querySelector("[data-do=undo]").disabled = steps === 0;
  const filters = main.querySelector("#filters");
  filters.addEventListener("change", () => applyFilters(filters));
  filters.addEventListener("submit", (event) => { event.preventDefault(); applyFilters(filters); });
  main.addEventListener("click", follow);
  saveLinks();
  told = null;
  if (chosen && view.node(chosen)) choose(chosen);
}

const actions = {
  undo: () => history.back(),
  close: () => {
    const back = view.node(chosen) ?? opener;
    choose(null);
    back?.focus({ preventScroll: true });
  },
  in: () => view.zoom(0.75),
  out: () => view.zoom(1 / 0.75),
  fit: () => view.fit(),
  expand: () => change((query) => add(query, "start", chosen)),
  hide: () => {
    const id = chosen;
    chosen = null;
    change((query) => query.append("hide", id));
  },
  pin: () => {
    const [x, y] = view.place(chosen);
    pin(chosen, x, y, view.node(chosen).classList.contains("pinned"));
  },
  path: () => change((query) => query.set("path", chosen)),
  share: async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      say("The link is copied.");
    } catch {
      say("Copy the address of this page: it holds everything.");
    }
  },
  png: savePng,
};

/** Go to another slice: the address changed by `how`. */
function change(how) {
  const url = new URL(location.href);
  how(url.searchParams);
  go(url);
}

function add(query, name, id) {
  const rest = query.getAll(name).filter((one) => one !== id);
  query.delete(name);
  for (const one of [...rest, id]) query.append(name, one);
}

async function go(url) {
  const fresh = await fetched(url);
  if (!fresh) return;
  step(url);
  show(fresh);
}

function step(url) {
  steps += 1;
  history.pushState({ steps }, "", url);
  address = here();
}

/** The page of another slice; null where there is none, and then it is said why. */
async function fetched(url) {
  say("…");
  asked?.abort(); // of two, the later counts
  asked = new AbortController();
  let text;
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" }, signal: asked.signal });
    text = await answer.text();
  } catch (error) {
    if (error.name !== "AbortError") say("The server does not answer. Try again.");
    return null;
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  if (page.getElementById("explorer")) return page;
  say(page.getElementById("problem")?.textContent ?? "There is no such slice.");
  return null;
}

function show(page) {
  address = here();
  const before = view.places();
  const at = focused();
  main.removeEventListener("click", follow);
  main.replaceChildren(...page.getElementById("main").childNodes);
  document.title = page.title;
  begin();
  view.moveFrom(before);
  heard.textContent = main.querySelector("#scope").textContent;
  focusAgain(at);
}

/** How to find the control that has the focus once the page is another one. */
function focused() {
  const at = document.activeElement;
  if (!main.contains(at)) return null;
  if (at.dataset.do) return `[data-do="${at.dataset.do}"]`;
  if (at.name) return `[name="${at.name}"]${at.type === "checkbox" ? `[value="${at.value}"]` : ""}`;
  if (at.dataset.id) return `.node[data-id="${CSS.escape(at.dataset.id)}"]`;
  return at.type === "submit" ? "#filters button" : "#list h2";
}

function focusAgain(selector) {
  if (!selector) return;
  const at = main.querySelector(selector);
  const wanted = at && !at.disabled && at.offsetParent !== null ? at : main.querySelector(".node.chosen") ?? at;
  const last = wanted && !wanted.disabled ? wanted : main;
  if (last.matches("h2")) last.tabIndex = -1;
  last.focus({ preventScroll: true });
}

/** Links to other slices and to edges stay on this page; all others are links. */
function follow(event) {
  const link = event.target.closest("a[href^='/explore?'], a[href^='/explore/edge?']");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.pathname !== "/explore") {
    openEdge(link);
    return;
  }
  const url = new URL(link.href);
  for (const pinned of new URL(location.href).searchParams.getAll("pin")) url.searchParams.append("pin", pinned);
  go(url);
}

function applyFilters(form) {
  if (!form.querySelector("[name=kind]:checked")) {
    say("At least one kind of node is shown.");
    for (const box of form.querySelectorAll("[name=kind]")) box.checked = box.defaultChecked;
    return;
  }
  const url = new URL("/explore", location.href);
  for (const [name, value] of new FormData(form)) if (value !== "") url.searchParams.append(name, value);
  if (url.searchParams.getAll("kind").length === form.querySelectorAll("[name=kind]").length) url.searchParams.delete("kind");
  if (url.searchParams.get("confidence") === "0") url.searchParams.delete("confidence");
  if (url.searchParams.get("limit") === form.dataset.usual) url.searchParams.delete("limit");
  for (const pinned of new URL(location.href).searchParams.getAll("pin")) url.searchParams.append("pin", pinned);
  go(url);
}

/** Keep a node where it is, in the address too; nothing else moves for that. */
function pin(id, x, y, off = false) {
  const url = new URL(location.href);
  const others = url.searchParams.getAll("pin").filter((one) => one.split("-").slice(2).join("-") !== id);
  url.searchParams.delete("pin");
  for (const one of others) url.searchParams.append("pin", one);
  if (!off) url.searchParams.append("pin", `${Math.round(x)}-${Math.round(y)}-${id}`);
  step(url);
  view.node(id).classList.toggle("pinned", !off);
  main.querySelector("[data-do=undo]").disabled = false;
  saveLinks();
  label();
}

async function choose(id) {
  chosen = id;
  opener = null;
  view.mark(id);
  label();
  const details = await panelOf(id && ofNode(id));
  if (!details) return;
  const edges = main.querySelector(`#list li[data-id="${CSS.escape(id)}"] .with`);
  if (edges) details.append(edges.cloneNode(true));
  view.node(id).scrollIntoView({ block: "nearest", inline: "nearest" });
}

function chooseEdge(address, a, b) {
  chosen = null;
  view.mark(a, b);
  return panelOf(address);
}

/** Tell of an edge whose link is in a list: the focus goes there, and back when it is closed. */
async function openEdge(link) {
  const ends = new URL(link.href).searchParams;
  const back = link.closest("#details") ? view.node(chosen) : link;
  const details = await chooseEdge(link.getAttribute("href"), ends.get("a"), ends.get("b"));
  if (!details) return;
  opener = back;
  const heading = details.querySelector("h2");
  heading.tabIndex = -1;
  heading.focus();
}

/** The panel with what an address tells, or null where something else was chosen meanwhile. */
async function panelOf(address) {
  told = address;
  const details = main.querySelector("#details");
  const bar = main.querySelector("#actions");
  bar.hidden = address === null;
  for (const button of bar.children) button.hidden = chosen === null && button.dataset.do !== "close";
  if (address === null) {
    details.hidden = true;
    return null;
  }
  await tell(address, details, () => told === address);
  return told === address ? details : null;
}

function label() {
  const node = chosen && view.node(chosen);
  if (!node) return;
  const starts = new URL(location.href).searchParams.getAll("start");
  main.querySelector("[data-do=pin]").textContent = node.classList.contains("pinned") ? "Unpin" : "Pin";
  const full = starts.length >= Number(main.querySelector("#explorer").dataset.starts);
  const expand = main.querySelector("[data-do=expand]");
  expand.disabled = full || starts.includes(chosen);
  expand.title = full ? `A slice is drawn around ${starts.length} nodes at most: take one out above.` : "";
  main.querySelector("[data-do=hide]").disabled = starts.includes(chosen);
  main.querySelector("[data-do=path]").disabled = starts[0] === chosen;
}

function saveLinks() {
  for (const link of main.querySelectorAll("a[data-save]")) link.search = location.search;
}

async function savePng() {
  const answer = await fetch(`/explore/graph.svg${location.search}`);
  const source = URL.createObjectURL(new Blob([await answer.text()], { type: "image/svg+xml" }));
  const image = await shown(source);
  const canvas = document.createElement("canvas");
  canvas.width = 2 * image.naturalWidth;
  canvas.height = 2 * image.naturalHeight;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(source);
  canvas.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = "neurokg.png";
    link.click();
    say("Saved as neurokg.png.");
  });
}

function say(text) {
  const said = main.querySelector("#said");
  if (said) said.textContent = text;
}
