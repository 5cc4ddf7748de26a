// Suggestions while one types, and the notes of mentions. Without this file both work more plainly.

document.documentElement.classList.add("scripted");
for (const input of document.querySelectorAll("input[data-suggest]")) suggest(input);
showNotes();

function suggest(input) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-suggestions`;
  list.setAttribute("role", "listbox");
  list.hidden = true;
  input.form.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"],
    ["aria-expanded", "false"], ["aria-controls", list.id]]) input.setAttribute(name, value);
  let chosen = -1;
  let waiting;
  let asked;

  const close = () => {
    clearTimeout(waiting);
    asked?.abort(); // an answer that comes late opens nothing
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (number) => {
    const rows = [...list.children];
    if (!rows.length) return;
    chosen = (number + rows.length) % rows.length;
    rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === chosen)));
    input.setAttribute("aria-activedescendant", rows[chosen].id);
  };
  const ask = async () => {
    const text = input.value.trim();
    if (!text) return close();
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`, { signal: asked.signal });
      if (answer.ok) show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };
  const show = (rows) => {
    list.replaceChildren(...rows.map((row, at) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${at}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const link = document.createElement("a");
      link.href = row.href;
      link.tabIndex = -1;
      link.className = row.kind;
      const label = document.createElement("bdi");
      label.textContent = row.label;
      const note = document.createElement("span");
      note.textContent = row.note;
      link.append(mark(row), label, note);
      item.append(link);
      return item;
    }));
    list.hidden = !rows.length;
    chosen = -1;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (!list.hidden) event.preventDefault(); // closes the list; what was typed stays
      close();
    }
    else if (event.key === "ArrowDown" && !list.hidden) { choose(chosen + 1); event.preventDefault(); }
    else if (event.key === "ArrowUp" && !list.hidden) { choose(chosen - 1); event.preventDefault(); }
    else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      list.children[chosen].firstChild.click();
    }
  });
  // A press on a suggestion leaves the focus where it is, so that the list stays until the click ends, however slow.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  input.addEventListener("blur", close);
}

function mark(row) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", `shape ${row.kind}`);
  svg.setAttribute("viewBox", "-1.25 -1.25 2.5 2.5");
  svg.setAttribute("width", "11");
  svg.setAttribute("height", "11");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(svg.namespaceURI, row.shape ? "polygon" : "circle");
  if (row.shape) shape.setAttribute("points", row.shape);
  else shape.setAttribute("r", "1");
  svg.append(shape);
  return svg;
}

function showNotes() {
  const note = document.createElement("div");
  note.className = "tip";
  note.setAttribute("role", "tooltip");
  note.id = "note-of-mention";
  note.hidden = true;
  document.body.append(note);
  const show = (event) => {
    const mention = event.target.closest?.(".m[data-tip]");
    if (!mention) return;
    note.textContent = mention.dataset.tip;
    note.hidden = false;
    mention.setAttribute("aria-describedby", note.id);
    const [box] = mention.getClientRects();
    const room = document.documentElement.clientWidth - note.offsetWidth - 8;
    note.style.left = `${scrollX + Math.max(8, Math.min(box.left, room))}px`;
    const below = box.bottom + 6 + note.offsetHeight < innerHeight;
    note.style.top = `${scrollY + (below ? box.bottom + 6 : box.top - note.offsetHeight - 6)}px`;
  };
  const hide = (event) => {
    const mention = event.target.closest?.(".m[data-tip]");
    if (!mention) return;
    note.hidden = true;
    mention.removeAttribute("aria-describedby");
  };
  // A finger does not hover: the first tap tells, the second follows the link.
  let shown = null;
  let touched = false;
  document.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; });
  document.addEventListener("click", (event) => {
    const mention = event.target.closest?.("a.m[data-tip]") ?? null;
    if (touched && mention && mention !== shown) {
      event.preventDefault();
      show(event);
    } else if (!mention) note.hidden = true;
    shown = mention;
  });
  document.addEventListener("mouseover", show);
  document.addEventListener("focusin", show);
  document.addEventListener("mouseout", hide);
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") note.hidden = true; });
}
