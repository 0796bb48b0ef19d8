'use strict';

// Shows the station's state. Text from barcodes is only ever put in as text, never as markup.
const SILENCE_MS = 3500; // the station repeats itself every second; after this the screen can no longer be trusted
const RETRY_MS = 1500;
const GREEN_MS = 10000; // an older green belongs to a parcel that has left the table
const FAULTS_SHOWN = 2;
const TEXT_MAX = 140;

/** What staff should know first stands first. */
const FAULTS = {
  'store-failed': () => 'Storage has failed, nothing is recorded. Call the technician',
  'loop-standing': (name) => `A part of this station stands still (${name}). Call the technician`,
  'customs-holds': (name) => `Customs holds ${name}. Take it out of its container`,
  'scanner-absent': (name) => `Scanner "${name}" is not connected. Check its cable`,
  'scanner-silent': (name) => `Scanner "${name}" does not answer. Check its cable and its light`,
  'publish-refused': () => 'The broker refuses some scans. They are kept here; tell the technician',
  'client-id-taken-over': () => 'Another device uses the name of this station. Tell the technician',
  'broker-does-not-acknowledge': () => 'The broker does not confirm. Scans are kept here',
  'receipts-missing': () => 'Central does not confirm. Scans are kept here',
  'containers-not-kept': () => 'What lies in containers is not kept well. Tell the technician',
  'clock-warnings-late': () => 'Warnings about late parcels come late. Tell the technician',
  'put-overdue': () => 'A parcel waits before a lit slot. Put it there and press the button',
  'wall-behind': () => 'The wall is slower than the hands. Press the button once more',
  'wall-not-kept': () => 'What is in hand is not kept well. Tell the technician',
  'store-older-than-central': () => 'Central holds more than this station remembers. Tell the technician',
};

const at = (id) => document.getElementById(id);
const set = (id, text) => { if (at(id).textContent !== text) at(id).textContent = text; };
const number = new Intl.NumberFormat('en');

const KNOWN = Object.keys(FAULTS);
const rank = (fault) => KNOWN.indexOf(fault.split(':')[0]) >>> 0; // unknown ones last

/** A fault's word as a sentence; a word this page does not know is shown as it is. */
function sentence(fault) {
  const [word, ...name] = fault.split(':');
  return Object.hasOwn(FAULTS, word) ? FAULTS[word](visible(name.join(':'))) : visible(fault);
}

/**
 * Control and direction characters in the escapes that `hubfloor decode` takes, so that a GS in a code is seen, and
 * nothing turns the text around.
 */
function visible(text) {
  const shown = text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (c) => c === '\u001d' ? '{GS}' : c < '\u0100' ? '\\x' + c.charCodeAt(0).toString(16).padStart(2, '0') : '\ufffd');
  return shown.length > TEXT_MAX ? shown.slice(0, TEXT_MAX) + '…' : shown;
}

/** The big field: what happened (up to the first full stop), what to do, and the code. */
function say(light, words, text, seq) {
  const stop = words.indexOf('. ');
  const what = stop < 0 ? words : words.slice(0, stop);
  at('light').className = light;
  set('words', what);
  at('words').className = what.length > 36 ? 'longest' : what.length > 16 ? 'long' : what.length > 8 ? 'mid' : what.length <= 3 ? 'slot' : '';
  set('then', stop < 0 ? '' : words.slice(stop + 2));
  set('text', text);
  at('text').className = text.length > 64 ? 'longer' : text.length > 20 ? 'long' : '';
  set('seq', seq);
}

function list(faults) {
  const lines = faults.toSorted((a, b) => rank(a) - rank(b)).map(sentence);
  if (lines.length > FAULTS_SHOWN) {
    lines.splice(FAULTS_SHOWN - 1, lines.length, `and ${faults.length - FAULTS_SHOWN + 1} more faults; tell the technician`);
  }
  const shown = [...at('faults').children].map((item) => item.textContent);
  if (shown.join('\n') !== lines.join('\n')) {
    at('faults').replaceChildren(...lines.map((line) => {
      const item = document.createElement('li');
      item.textContent = line;
      return item;
    }));
  }
}

let result = '';
let resultAt = 0;

function show(state) {
  const now = performance.now();
  const key = [state.light, state.reason, state.seq, state.text].join(' ');
  const fresh = key !== result;
  if (fresh) {
    result = key;
    resultAt = now;
  }
  const text = visible(state.text);
  const scanner = state.faults.find((fault) => fault.startsWith('scanner-'));
  const lit = state.wall?.slot ?? '';
  const waiting = !lit && (state.light === 'dark' || (state.light === 'green' && now - resultAt > GREEN_MS));
  if (waiting && scanner) {
    say('warn', sentence(scanner), '', '');
  } else if (waiting) {
    say('dark', 'Ready to scan', '', text && 'Last recorded: ' + text);
  } else {
    say(state.light, state.words, text, state.seq ? 'No. ' + number.format(state.seq) : '');
  }
  if (fresh && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
    at('light').firstElementChild.animate([{ opacity: 0, scale: 0.8 }, { opacity: 1, scale: 1 }], 160);
  }
  if (fresh && state.light === 'red') uncover();
  wall(state.wall, lit);
  set('device', state.device);
  set('stored', number.format(state.stored));
  set('handed', number.format(state.handed));
  set('confirmed', state.receipts ? number.format(state.confirmed) : '–');
  set('link', state.linkWords);
  at('link').className = state.linked ? 'up' : 'down';
  list(state.faults);
  showFloor(state);
}

let inHand = '';

/** The row of slots, and the button that says the parcel is in. */
function wall(state, lit) {
  at('wall').hidden = !state;
  inHand = state?.parcel ?? '';
  at('put').hidden = !lit;
  set('put', lit && `It is in ${lit.toUpperCase()}`);
  const look = JSON.stringify([state?.slots, lit, state?.late]);
  if (at('slots').dataset.look === look) return;
  at('slots').dataset.look = look;
  at('slots').replaceChildren(...(state?.slots ?? []).map((slot) => {
    const item = document.createElement('li');
    item.textContent = slot.name.toUpperCase() + (slot.state === 'open' ? '' : ` (${slot.state})`);
    item.className = slot.name === lit ? (state.late ? 'lit late' : 'lit') : slot.state === 'open' ? '' : 'shut';
    return item;
  }));
}

at('put').addEventListener('click', () => {
  if (!inHand) return;
  const body = JSON.stringify({ parcel: inHand });
  fetch('/put', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }).catch(lost);
});

function lost() {
  uncover();
  say('red gone', 'This screen has lost the station. Do not scan; call the technician if this stays', '', '');
  set('link', 'no contact');
  at('link').className = 'down';
  list([]);
}

/** Listens until silence or an error, then says so and dials again; a half-open connection is not waited for. */
function listen() {
  const live = new EventSource('/live');
  const gone = () => {
    live.close();
    clearTimeout(watchdog);
    lost();
    setTimeout(listen, RETRY_MS);
  };
  let watchdog = setTimeout(gone, SILENCE_MS);
  live.onerror = gone;
  live.onmessage = (message) => {
    clearTimeout(watchdog);
    watchdog = setTimeout(gone, SILENCE_MS);
    show(JSON.parse(message.data));
  };
}

listen();
