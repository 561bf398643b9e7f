// Where names stand on the map: near what they name, never over a mark or another name.
"use strict";
const CELL = 20;

// A grid over the window that knows which places are taken.
class Taken {
  constructor(width, height) {
    this.columns = Math.ceil(width / CELL) + 1;
    this.rows = Math.ceil(height / CELL) + 1;
    this.cells = Array.from({ length: this.columns * this.rows }, () => []);
    this.width = width;
    this.height = height;
  }
  each(box, act) {
    const x1 = Math.min(Math.floor(box[2] / CELL), this.columns - 1), y1 = Math.min(Math.floor(box[3] / CELL), this.rows - 1);
    for (let y = Math.max(Math.floor(box[1] / CELL), 0); y <= y1; y++) {
      for (let x = Math.max(Math.floor(box[0] / CELL), 0); x <= x1; x++) {
        if (act(this.cells[y * this.columns + x])) return true;
      }
    }
    return false;
  }
  add(box) { this.each(box, (cell) => { cell.push(box); return false; }); }
  isFree(box) {
    if (box[0] < 4 || box[1] < 4 || box[2] > this.width - 4 || box[3] > this.height - 4) return false;
    return !this.each(box, (cell) => cell.some((b) => b[0] < box[2] && box[0] < b[2] && b[1] < box[3] && box[1] < b[3]));
  }
}

// Steps outward from the place wanted, in rings, wider than high as words are.
const RINGS = [[0, 0]];
for (let far = 12; far <= 280; far += far < 60 ? 9 : 16) {
  const count = Math.max(8, Math.round(far / 5));
  for (let at = 0; at < count; at++) {
    const turn = (at / count) * 2 * Math.PI;
    RINGS.push([Math.cos(turn) * far * 1.25, Math.sin(turn) * far * 0.85]);
  }
}

// The nearest free place for a box of this size around (x, y), at most `reach` away; null when there is none.
const freeSpot = (taken, x, y, width, height, reach = 190) => {
  for (const [dx, dy] of RINGS) {
    if (Math.hypot(dx, dy) > reach * 1.25) return null;
    const box = [x + dx - width / 2, y + dy - height / 2, x + dx + width / 2, y + dy + height / 2];
    if (taken.isFree(box)) { taken.add(box); return { dx, dy, box }; }
  }
  return null;
};

// Beside a mark: right, left, below, above.
const besideSpot = (taken, x, y, width, height, gap) => {
  for (const [dx, dy] of [[gap + width / 2, 0], [-gap - width / 2, 0], [0, gap + height / 2], [0, -gap - height / 2]]) {
    const box = [x + dx - width / 2, y + dy - height / 2, x + dx + width / 2, y + dy + height / 2];
    if (taken.isFree(box)) { taken.add(box); return { dx, dy, box }; }
  }
  return null;
};

// A name in at most three lines of about so many letters.
const inLines = (name, most = 18) => {
  const lines = [""];
  for (const word of name.split(" ")) {
    const last = lines.length - 1;
    if (lines[last] && (lines[last] + " " + word).length > most && lines.length < 3) lines.push(word);
    else lines[last] += (lines[last] ? " " : "") + word;
  }
  return lines;
};
