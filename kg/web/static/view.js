// One drawn slice: choosing, dragging, panning and zooming. It knows no addresses and no server.

const DRAG = 4; // units that a pointer moves before it is no click

/** The picture of an address when it has come. */
export function shown(address) {
  return new Promise((done, failed) => {
    const image = new Image();
    image.onload = () => done(image);
    image.onerror = failed;
    image.src = address;
  });
}

export class View {
  constructor(svg) {
    this.svg = svg;
    this.whole = svg.getAttribute("viewBox").split(" ").map(Number);
    this.box = [...this.whole];
    this.nodes = new Map([...svg.querySelectorAll(".node")].map((node) => [node.dataset.id, node]));
    this.at = new Map([...this.nodes].map(([id, node]) => {
      const place = node.transform.baseVal.consolidate().matrix;
      return [id, [place.e, place.f]];
    }));
    this.lines = [...svg.querySelectorAll("line")];
    this.onChoose = () => {};
    this.onEdge = () => {};
    this.onMoved = () => {};
    svg.addEventListener("pointerdown", (event) => this.press(event));
    svg.addEventListener("click", (event) => this.click(event), true);
    svg.addEventListener("dblclick", (event) => { const to = event.target.closest(".node"); if (to) location.assign(to.href.baseVal); });
    svg.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    this.reveal();
  }

  /** Where the frame is narrower than the picture, begin in its middle, or where it starts. */
  reveal() {
    const frame = this.svg.parentElement;
    const start = this.svg.querySelector(".node.start");
    const across = start ? this.at.get(start.dataset.id)[0] / this.whole[2] : 0.5;
    frame.scrollLeft = across * frame.scrollWidth - frame.clientWidth / 2;
  }

  node(id) { return this.nodes.get(id); }
  place(id) { return this.at.get(id); }
  places() { return this.at; }

  /** Choose by click or Enter; a double click, or Enter on what is chosen already, leads to its page. */
  click(event) {
    const node = event.target.closest(".node");
    const line = event.target.closest("line");
    if (this.dragged) { event.preventDefault(); this.dragged = false; return; }
    if (!node && !line) { this.onChoose(null); return; }
    const again = node?.classList.contains("chosen");
    if (event.ctrlKey || event.metaKey || event.shiftKey || (again && event.detail === 0)) return; // 0: by a key
    event.preventDefault();
    if (again) return;
    if (node) this.onChoose(node.dataset.id);
    else this.onEdge(line.parentElement.getAttribute("href"), line.dataset.a, line.dataset.b);
  }

  /** Mark a node with what is near it, or an edge by its two ends; null marks nothing. */
  mark(id, other = null) {
    const near = new Set();
    for (const line of this.lines) {
      const { a, b } = line.dataset;
      const touches = other === null ? a === id || b === id : (a === id && b === other) || (a === other && b === id);
      line.classList.toggle("near", touches);
      if (touches) { near.add(a); near.add(b); }
    }
    for (const [known, node] of this.nodes) {
      node.classList.toggle("chosen", known === id && other === null);
      node.classList.toggle("near", near.has(known) && near.size < 40);
    }
    this.svg.classList.toggle("focus", id !== null && near.size < 40);
  }

  press(event) {
    if (event.button !== 0) return;
    const node = event.target.closest(".node");
    const from = this.point(event);
    const box = [...this.box];
    const start = node && [...this.at.get(node.dataset.id)];
    this.dragged = false;
    const move = (now) => {
      const [x, y] = this.point(now, box);
      const [dx, dy] = [x - from[0], y - from[1]];
      if (!this.dragged && Math.hypot(dx, dy) < DRAG) return;
      this.dragged = true;
      if (node) this.put(node.dataset.id, start[0] + dx, start[1] + dy);
      else this.show([box[0] - dx, box[1] - dy, box[2], box[3]]);
    };
    const end = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      if (this.dragged && node) this.onMoved(node.dataset.id, ...this.at.get(node.dataset.id));
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  }

  put(id, x, y) {
    const place = [Math.max(0, Math.min(this.whole[2], x)), Math.max(0, Math.min(this.whole[3], y))];
    this.at.set(id, place);
    this.nodes.get(id).setAttribute("transform", `translate(${place[0].toFixed(1)} ${place[1].toFixed(1)})`);
    for (const line of this.lines) {
      if (line.dataset.a === id) { line.setAttribute("x1", place[0]); line.setAttribute("y1", place[1]); }
      if (line.dataset.b === id) { line.setAttribute("x2", place[0]); line.setAttribute("y2", place[1]); }
    }
  }

  /** Let nodes that were there before move from where they were. */
  moveFrom(before) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const known = [...this.nodes].filter(([id]) => before.has(id));
    for (const [id, node] of known) {
      const [x, y] = before.get(id);
      node.style.transform = `translate(${x}px, ${y}px)`;
    }
    requestAnimationFrame(() => requestAnimationFrame(() => {
      this.svg.classList.add("moving");
      for (const [id, node] of known) {
        const [x, y] = this.at.get(id);
        node.style.transform = `translate(${x}px, ${y}px)`;
      }
      setTimeout(() => {
        this.svg.classList.remove("moving");
        for (const [, node] of known) node.style.transform = "";
      }, 500);
    }));
  }

  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return; // the page scrolls as ever
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 0.85 : 1 / 0.85, this.point(event));
  }

  zoom(factor, around = [this.box[0] + this.box[2] / 2, this.box[1] + this.box[3] / 2]) {
    const scale = Math.max(0.12, Math.min(1.6, (this.box[2] * factor) / this.whole[2])) / (this.box[2] / this.whole[2]);
    const [x, y, width, height] = this.box;
    this.show([around[0] - (around[0] - x) * scale, around[1] - (around[1] - y) * scale, width * scale, height * scale]);
  }

  fit() { this.show([...this.whole]); }

  show(box) {
    this.box = box;
    this.svg.setAttribute("viewBox", box.map((value) => value.toFixed(1)).join(" "));
  }

  /** Where a pointer is, in units of the picture. */
  point(event, box = this.box) {
    const frame = this.svg.getBoundingClientRect();
    const scale = Math.max(box[2] / frame.width, box[3] / frame.height);
    const x = box[0] + box[2] / 2 + (event.clientX - frame.left - frame.width / 2) * scale;
    const y = box[1] + box[3] / 2 + (event.clientY - frame.top - frame.height / 2) * scale;
    return [x, y];
  }
}
