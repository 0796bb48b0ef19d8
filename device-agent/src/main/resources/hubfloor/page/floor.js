'use strict';

// The overdue list, and the release of a parcel by somebody with a role; on a station's page and on a line's.
// Texts are only ever put in as text.
const REFUSALS = {
  'no-badge': 'Show your badge first',
  'no-role': 'This badge may not release parcels',
  'wrong-pin': 'Wrong PIN',
  'locked': 'Too many wrong PINs; wait five minutes',
  'pin-not-readable': 'This badge has no PIN here. Tell the technician',
  'not-a-parcel': 'That names no parcel',
  'no-reason': 'Choose why',
  'clock-not-known': 'The device does not know the time; nothing can be released',
  'released-already': 'Customs has released it; nothing to do',
  'not-released-here': 'Nobody has released it here, or that has ended',
  'never-on-the-floor': 'This one only customs itself can release',
  'inspection-not-recorded': 'Customs wants it inspected; record the inspection first',
  'no-inspection-wanted': 'Customs wants no inspection of it',
  'not-for-this-role': 'This needs customs\u2019 own officer',
  'too-many-releases': 'Too many releases are kept here. Tell the technician',
  'not-recorded': 'Not recorded, so not released',
  'not-kept': 'It could not be kept, so it is not released',
  'busy': 'Somebody else is at it; try again',
  'outcome-unknown': 'No answer; look at the parcel again before you do',
};

const part = (id) => document.getElementById(id);
let scanned = ''; // what was recorded last, where parcels are scanned by hand

function showFloor(state) {
  scanned = state.seq ? state.text : '';
  const late = state.late ?? [];
  part('late-open').hidden = late.length === 0;
  part('late-open').textContent = 'overdue: ' + (late.length < 10 ? late.length : late.length + ' and more');
  if (late.length === 0) part('late').hidden = true;
  const shown = [...part('late-list').children].map((item) => item.textContent);
  if (shown.join('\n') !== late.join('\n')) {
    part('late-list').replaceChildren(...late.map((words) => {
      const item = document.createElement('li');
      item.textContent = words;
      return item;
    }));
  }
  part('floor-open').hidden = !state.role;
  if (!state.role) putAway();
}

function putAway() {
  part('floor').hidden = true;
  part('floor-pin').value = '';
}

/** Nothing lies over a red light that comes on. What was typed stays for the next time, but for the PIN. */
function uncover() {
  part('late').hidden = true;
  putAway();
}

part('late-open').addEventListener('click', () => { part('late').hidden = !part('late').hidden; });

part('floor-open').addEventListener('click', () => {
  if (!part('floor').hidden) {
    putAway();
    return;
  }
  part('floor').hidden = false;
  part('floor-answer').textContent = '';
  part('floor-parcel').value ||= scanned;
  part('floor-parcel').select();
});

function answer(kind, words) {
  part('floor-answer').className = kind;
  part('floor-answer').textContent = words;
}

part('floor').addEventListener('submit', async (event) => {
  event.preventDefault();
  const asked = {
    deed: part('floor-deed').value,
    parcel: part('floor-parcel').value.trim(),
    reason: part('floor-reason').value,
    pin: part('floor-pin').value,
  };
  part('floor-pin').value = '';
  answer('', '');
  try {
    const reply = await fetch('/floor', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(asked),
    });
    if (!reply.ok) throw new Error('status ' + reply.status);
    const told = await reply.json();
    if (told.result !== 'done') {
      answer('refused', Object.hasOwn(REFUSALS, told.reason) ? REFUSALS[told.reason] : told.reason);
    } else if (told.until) {
      answer('done', told.parcel + ' may go until ' + told.until);
      part('floor-parcel').value = '';
    } else {
      answer('done', 'Recorded for ' + told.parcel);
    }
  } catch (failed) {
    answer('refused', 'The device did not answer. Try again');
  }
});
