// The marks of the map, drawn by a worker where the browser has canvases for one, so that a frame never waits
// for them; else by the page itself. This file is both: a script of the page and, by itself, the worker.
"use strict";
const SPRITE = 22, isWorker = typeof document === "undefined";
const blank = (side) => (typeof OffscreenCanvas === "function" ? new OffscreenCanvas(side, side) : Object.assign(document.createElement("canvas"), { width: side, height: side }));

// `scene`: x, y, size, glyph and tint of each mark; paths of the glyphs ("" is a circle). `look`: fills by tint, edge, line.
let sprites = new Map(), spritesFor = "";
const spriteOf = (scene, look, at, k) => {
  const key = scene.glyph[at] * 64 + scene.tint[at] + (k > 4 ? 4096 : 0);
  if (!sprites.has(key)) {
    const path = new Path2D(scene.paths[scene.glyph[at]]);
    if (!scene.paths[scene.glyph[at]]) path.arc(0, 0, 6, 0, 7);
    const made = blank(Math.round(SPRITE * k)), pen = made.getContext("2d");
    pen.scale(k, k);
    pen.translate(SPRITE / 2, SPRITE / 2);
    [pen.fillStyle, pen.strokeStyle, pen.lineWidth] = [look.fills[scene.tint[at]], look.edge, look.line];
    pen.stroke(path);
    pen.fill(path);
    sprites.set(key, made);
  }
  return sprites.get(key);
};
// Draws a view of a scene: (cx, cy) in the middle, k pixels a unit, marks `times` as big; `levels` 0 pale, 1 soft, 2 full.
const drawMarks = (pen, scene, { view, width, height, ratio, times, levels, look }) => {
  const wanted = JSON.stringify([look, ratio]), { cx, cy, k } = view;
  if (wanted !== spritesFor) [sprites, spritesFor] = [new Map(), wanted];
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  for (const level of [0, 1, 2]) {
    pen.globalAlpha = [0.13, 0.35, 1][level];
    for (let at = 0; at < levels.length; at++) {
      if (levels[at] !== level) continue;
      const x = (scene.x[at] - cx) * k + width / 2, y = (scene.y[at] - cy) * k + height / 2, r = (3.1 + scene.size[at] * 1.25) * times;
      if (x < -r || y < -r || x > width + r || y > height + r) continue;
      const side = r * SPRITE / 6.4;
      pen.drawImage(spriteOf(scene, look, at, side > 26 ? 2.5 * ratio : ratio), x - side / 2, y - side / 2, side, side);
    }
  }
};
if (isWorker) {
  const canvas = new OffscreenCanvas(1, 1), pen = canvas.getContext("2d");
  let scene = null;
  onmessage = ({ data }) => {
    if (data.scene) { scene = data.scene; return; }
    [canvas.width, canvas.height] = [Math.round(data.width * data.ratio), Math.round(data.height * data.ratio)];
    drawMarks(pen, scene, data);
    const picture = canvas.transferToImageBitmap();
    postMessage({ picture, job: data }, [picture]);
  };
}
