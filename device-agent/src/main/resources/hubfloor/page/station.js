'use strict';

// Shows the station's state. Text from barcodes is only ever put in as text, never as markup.
const at = (id) => document.getElementById(id);
const set = (id, text) => { if (at(id).textContent !== String(text)) at(id).textContent = String(text); };
const number = new Intl.NumberFormat('en');

/** Control characters made visible, so that a GS in a code is seen and not guessed. */
function visible(text) {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (c) => c === '\u001d' ? '␝' : '�');
}

function show(state) {
  set('device', state.device);
  set('words', state.words);
  set('text', visible(state.text));
  set('seq', state.seq ? 'No. ' + number.format(state.seq) : '');
  at('light').className = state.light;
  set('stored', number.format(state.stored));
  set('handed', number.format(state.handed));
  set('confirmed', state.receipts ? number.format(state.confirmed) : '–');
  set('link', state.linkWords);
  at('link').className = 'pill ' + (state.linked ? 'up' : 'down');
  at('faults').replaceChildren(...state.faults.map((fault) => {
    const item = document.createElement('li');
    item.textContent = fault;
    return item;
  }));
}

function lost() {
  at('light').className = 'red';
  set('words', 'This screen has lost the station. Do not scan');
  set('text', '');
  set('seq', '');
  set('link', 'no contact');
  at('link').className = 'pill down';
}

// The station repeats its state every second; three missed repeats and what is on the screen can no longer be trusted.
let watchdog = setTimeout(lost, 3500);
const live = new EventSource('/live');
live.onmessage = (message) => {
  clearTimeout(watchdog);
  watchdog = setTimeout(lost, 3500);
  show(JSON.parse(message.data));
};
live.onerror = lost;
