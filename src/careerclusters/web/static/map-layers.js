// The map's two layers: marks below, names and lines above. While the map moves they only slide and stretch, which
// costs a frame next to nothing; marks of a new view are drawn meanwhile by a worker, and shown when they are there.
"use strict";
const SPARE = 1.5, MOST_PIXELS = 6e6;

// A canvas, the view it was drawn for, and where it lies in the view of now. A view: (cx, cy) in the middle, k.
class Layer {
  constructor(name) {
    this.canvas = Object.assign(document.createElement("canvas"), { className: name });
    this.canvas.setAttribute("aria-hidden", "true");
    this.view = { cx: 0, cy: 0, k: 1 };
  }
  // In the middle of a window of this size.
  place(window, { width, height, ratio }) {
    Object.assign(this, { width, height, ratio });
    const places = { width, height, left: (window.width - width) / 2, top: (window.height - height) / 2 };
    for (const [name, px] of Object.entries(places)) this.canvas.style.setProperty(name, `${px}px`);
  }
  slide(view) {
    const by = view.k / this.view.k, snap = (far) => (by === 1 ? Math.round(far * this.ratio) / this.ratio : far);
    const x = snap((this.view.cx - view.cx) * view.k), y = snap((this.view.cy - view.cy) * view.k);
    const wanted = `translate(${x}px, ${y}px) scale(${by})`;
    if (wanted !== this.wanted) this.canvas.style.setProperty("transform", this.wanted = wanted);
  }
}

// Names and lines, drawn by the page.
class Above extends Layer {
  fit(window) {
    this.place(window, window);
    [this.canvas.width, this.canvas.height] = [Math.round(window.width * window.ratio), Math.round(window.height * window.ratio)];
    this.ink ||= this.canvas.getContext("2d");
  }
  begin(view) {
    this.view = view;
    this.ink.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    this.ink.clearRect(0, 0, this.width, this.height);
  }
}

// The marks: `job(view)` says how they look now, `later()` asks for a frame.
class Below extends Layer {
  constructor(scene, job, later) {
    super("marks");
    Object.assign(this, { scene, job, isStale: true, isAsked: false, ready: null });
    const source = document.querySelector("script[src*='map-marks']").src;
    if (typeof OffscreenCanvas !== "function" || typeof Worker !== "function") return;
    this.worker = new Worker(source);
    this.worker.postMessage({ scene });
    this.worker.onmessage = ({ data }) => { this.isAsked = false; this.ready = data; later(); };
    this.worker.onerror = () => { this.worker = null; this.isAsked = false; later(); };
  }
  // The window with room to spare around it, as far as memory allows.
  fit(window) {
    const { width, height, ratio } = this.window = window;
    const spare = Math.max(Math.min(SPARE, Math.sqrt(MOST_PIXELS / (width * height * ratio * ratio))), 1);
    this.size = { width: Math.ceil(width * spare), height: Math.ceil(height * spare), ratio };
    this.isStale = true;
  }
  // Whether what is shown fills the window in this view, sharp enough; at rest it must be drawn for just this view.
  isGood(view, isResting) {
    const by = view.k / this.view.k, far = (name) => Math.abs(this.view[name] - view[name]) * view.k;
    if (isResting) return by === 1 && far("cx") === 0 && far("cy") === 0;
    return by > 0.8 && by < 1.3 && far("cx") < (this.width * by - this.window.width) / 2 + 1 && far("cy") < (this.height * by - this.window.height) / 2 + 1;
  }
  // One frame: show what has come, ask for what is missing, slide to this view.
  step(view, isResting) {
    if (this.ready) this.show(this.ready.picture, this.ready.job);
    if (!this.isAsked && (this.isStale || !this.isGood(view, isResting))) {
      const job = { ...this.job(view), ...this.size, view };
      this.isStale = false;
      if (this.worker) { this.isAsked = true; this.worker.postMessage(job); } else this.show(null, job);
    }
    if (this.width) this.slide(view);
  }
  show(picture, job) {
    this.ready = null;
    this.ink ||= this.canvas.getContext(picture ? "bitmaprenderer" : "2d");
    this.place(this.window, job);
    this.view = job.view;
    const wide = Math.round(job.width * job.ratio), high = Math.round(job.height * job.ratio), { canvas } = this;
    if (canvas.width !== wide || canvas.height !== high) [canvas.width, canvas.height] = [wide, high];
    if (picture) this.ink.transferFromImageBitmap(picture);
    else drawMarks(this.ink, this.scene, job);
  }
}
