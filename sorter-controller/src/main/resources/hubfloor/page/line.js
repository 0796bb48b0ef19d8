'use strict';

// Draws the line. The belt runs from left to right; between two messages parcels move on at the belt's speed.
const SILENCE_MS = 3500;
const RETRY_MS = 1500;
const SVG = 'http://www.w3.org/2000/svg';
const LEFT = 30;
const RIGHT = 60;
const BELT_Y = 70;
const BELT_H = 60;
const CHUTE_Y = 210;

const at = (id) => document.getElementById(id);
const set = (id, text) => { if (at(id).textContent !== String(text)) at(id).textContent = text; };
const number = new Intl.NumberFormat('en');
const rows = (list) => list.map((row) => row.split(' '));

function shape(name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  if (text !== undefined) element.textContent = text;
  return element;
}

let line = null;
let heardAt = 0;
let layout = '';
let nodes = new Map();

const x = (mm) => LEFT + (1000 - LEFT - RIGHT) * mm / line.lengthMm;

/** Belt, eyes and chutes: drawn once, as long as the line is the same. */
function drawFixed() {
  const key = [line.lengthMm, ...line.eyes, ...line.gates.map((g) => g.split(' ').slice(0, 2))].join();
  if (key !== layout) {
    layout = key;
    const parts = [shape('rect', { class: 'belt', x: x(0), y: BELT_Y, width: x(line.lengthMm) - x(0), height: BELT_H, rx: 4 })];
    for (const [name, mm] of rows(line.eyes)) {
      parts.push(shape('line', { class: 'eye', x1: x(mm), x2: x(mm), y1: BELT_Y - 16, y2: BELT_Y + BELT_H + 16 }));
      parts.push(shape('text', { x: Math.max(40, x(mm)), y: BELT_Y - 24 }, name));
    }
    for (const [name, , kind, mm] of rows(line.chutes)) {
      parts.push(shape('rect', { class: 'chute ' + kind, x: x(mm) - 38, y: CHUTE_Y, width: 76, height: 74, rx: 6 }));
      parts.push(shape('text', { x: x(mm), y: CHUTE_Y + 24 }, name));
      parts.push(shape('text', { class: 'count', id: 'count-' + name, x: x(mm), y: CHUTE_Y + 54 }, ''));
    }
    at('fixed').replaceChildren(...parts);
    at('gates').replaceChildren(...rows(line.gates).map(([name, mm]) => shape('line', {
      class: 'gate', id: 'gate-' + name, x1: x(mm), y1: BELT_Y + BELT_H + 8, x2: x(mm), y2: BELT_Y + BELT_H + 60,
    })));
  }
  for (const [name, count] of rows(line.chutes)) set('count-' + name, number.format(count));
  for (const [name, mm, active] of rows(line.gates)) {
    const gate = at('gate-' + name);
    gate.setAttribute('class', active === 'true' ? 'gate active' : 'gate');
    gate.setAttribute('x2', active === 'true' ? x(mm) + 34 : x(mm));
    gate.setAttribute('y1', active === 'true' ? BELT_Y + 6 : BELT_Y + BELT_H + 8);
  }
}

function drawParcels() {
  if (!line) return;
  const moved = line.speedMmPerS * Math.min(1000, performance.now() - heardAt) / 1000;
  const seen = new Set();
  for (const [id, mm, length, chute, state] of rows(line.parcels)) {
    const lead = Math.min(line.lengthMm, Number(mm) + moved);
    seen.add(id);
    let node = nodes.get(id);
    if (!node) {
      node = shape('g', {});
      node.append(shape('rect', { y: BELT_Y + 12, height: BELT_H - 24, rx: 3 }), shape('text', { class: 'to', y: BELT_Y + BELT_H / 2 + 4 }));
      nodes.set(id, node);
      at('parcels').append(node);
    }
    const width = Math.max(8, x(Number(length)) - x(0));
    const [box, to] = node.children;
    box.setAttribute('class', 'parcel ' + state);
    box.setAttribute('x', x(lead) - width);
    box.setAttribute('width', width);
    to.setAttribute('x', x(lead) - width / 2);
    to.textContent = chute === '-' ? '' : chute === 'exception' ? '!' : chute;
  }
  for (const [id, node] of nodes) {
    if (!seen.has(id)) {
      node.remove();
      nodes.delete(id);
    }
  }
}

function show(state) {
  line = state;
  heardAt = performance.now();
  set('device', state.device);
  set('state', state.state + (state.mode === 'production' ? '' : ', ' + state.mode));
  at('state').className = state.state === 'execute' ? 'up' : 'down';
  set('link', state.linked ? 'connected' : 'no broker; events are kept here');
  at('link').className = state.linked ? 'up' : 'down';
  for (const id of ['inducted', 'confirmed', 'exceptions', 'lost']) set(id, number.format(state[id]));
  set('speed', number.format(state.speedMmPerS));
  set('waiting', number.format(state.stored - state.receipted));
  set('last', state.last);
  at('faults').replaceChildren(...state.faults.slice(0, 3).map((fault) => {
    const item = document.createElement('li');
    item.textContent = fault;
    return item;
  }));
  drawFixed();
  showFloor(state);
}

let live = null;
function listen() {
  live = new EventSource('/live');
  live.onmessage = (message) => show(JSON.parse(message.data));
  live.onerror = () => { live.close(); setTimeout(listen, RETRY_MS); };
}

function frame() {
  drawParcels();
  if (performance.now() - heardAt > SILENCE_MS) {
    set('state', 'this screen has lost the line');
    at('state').className = 'down';
  }
  requestAnimationFrame(frame);
}

listen();
frame();
