#!/usr/bin/python3
"""An example consumer of hubfloor/1, written from asyncapi.json and the schemas beside it alone: it stores every event
of every device once, asks for what is missing, and receipts what is on its disk. SIGTERM or Ctrl-C ends it.

    ./consumer.py --name wms --store wms.db --broker broker.example --port 8883 --tls ca.pem wms.pem wms.key

It wants paho-mqtt 1.6 (Debian: python3-paho-mqtt). One thread: paho's callbacks run inside client.loop(). What came in
one turn is committed together, and receipted after that. MQTT's own acknowledgement may come earlier: it is no receipt.
"""
import argparse
import json
import logging
import re
import signal
import sqlite3
import time

import paho.mqtt.client as mqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

TURN_S = 0.05
NUMBER = re.compile("[1-9][0-9]{0,17}")
SOURCE = re.compile("(/[a-z0-9-]{1,32}){3}/[0-9a-f]{16}")


class Epoch:
    """One event store of one device, named by source; its numbers are 1, 2, 3 and so on."""

    def __init__(self, source):
        self.source, (self.device, self.name) = source, source.rsplit("/", 1)
        self.current = False  # the device's state names it
        self.last = 0         # highest number the device ever told
        self.through = 0      # nothing up to here is missing
        self.receipted = 0    # through of our last receipt on this connection
        self.told = []        # (number above through, since when we know that it exists), ascending
        self.request = None   # the last replay request, one at a time
        self.asked_at, self.answered_at, self.unanswered = 0.0, 0.0, False

    def exists(self, seq):
        if seq > self.last:
            self.last = seq
            self.told.append((seq, time.monotonic()))


class Consumer:
    def __init__(self, options):
        self.options, self.root, self.ended = options, options.prefix + "hubfloor/1", False
        self.epochs = {}
        self.arrived = self.duplicates = self.asked = self.receipts = 0
        self.db = sqlite3.connect(options.store)
        self.db.execute("PRAGMA synchronous=FULL")  # a receipt is a word about the disk
        self.db.execute("CREATE TABLE IF NOT EXISTS event (source, seq, payload, PRIMARY KEY (source, seq))")
        for source, last in self.db.execute("SELECT source, max(seq) FROM event GROUP BY source").fetchall():
            self.epochs.setdefault(source, Epoch(source)).exists(last)
        self.client = mqtt.Client(client_id=options.name, protocol=mqtt.MQTTv5)
        if options.tls:
            self.client.tls_set(*options.tls)
        self.client.on_connect, self.client.on_message = self.on_connect, self.on_message

    def end(self, *_):
        self.ended = True

    def on_connect(self, client, userdata, flags, reason, properties=None):
        if reason.value != 0:
            logging.warning(f"the broker refuses us: {reason}")
        for kind in (f"reply/{self.options.name}", "event/+", "state"):  # event/+: later devices have more families
            client.subscribe(f"{self.root}/+/+/+/{kind}", qos=1)

    def on_message(self, client, userdata, message):
        try:
            hub, zone, device, kind = message.topic[len(self.root) + 1:].split("/", 3)
            if kind.startswith("event/"):
                self.on_event(f"/{hub}/{zone}/{device}", message.payload)
            elif kind == "state":
                self.on_state(f"/{hub}/{zone}/{device}", json.loads(message.payload))
            else:
                self.on_reply(message.properties.CorrelationData.decode(), json.loads(message.payload))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as bad:
            logging.warning(f"left alone, on {message.topic}: {bad!r}")

    def on_event(self, device, payload):
        self.arrived += 1
        if self.options.forget_every and self.arrived % self.options.forget_every == 0:
            return  # as if it had never come
        event = json.loads(payload)
        source = event["source"]
        if not (SOURCE.fullmatch(source) and NUMBER.fullmatch(event["id"])):
            raise ValueError("source or id is not of this contract")
        seq = int(event["id"])
        epoch = self.epochs.setdefault(source, Epoch(source))
        if epoch.device != device:
            raise ValueError(f"an event of {source}")
        held = self.db.execute("SELECT payload FROM event WHERE source=? AND seq=?", (source, seq)).fetchone()
        epoch.exists(seq)
        if held and held[0]:
            self.duplicates += 1
            if held[0] != payload:
                logging.warning(f"ERROR: {source} {seq} came again with other bytes; the first are kept")
            return
        self.db.execute("INSERT OR REPLACE INTO event VALUES (?, ?, ?)", (source, seq, payload))
        if event["type"] == "org.hubfloor.device.events-expired.v1":  # rule events-gone: a row without payload each
            gone = range(event["data"]["fromSeq"], min(event["data"]["throughSeq"] + 1, seq))
            self.db.executemany("INSERT OR IGNORE INTO event VALUES (?, ?, NULL)", [(source, n) for n in gone])

    def on_state(self, device, state):
        for epoch in self.epochs.values():
            epoch.current = epoch.current and epoch.device != device
        source = f"{device}/{state['epoch']}"
        epoch = self.epochs.setdefault(source, Epoch(source))
        epoch.current = True
        epoch.exists(state["lastSeq"])
        epoch.receipted = 0  # rule receipt-again: the state comes at our connection and at every birth

    def on_reply(self, correlation, reply):
        epoch = self.epochs[correlation]
        if reply["id"] == epoch.request["id"]:
            epoch.answered_at, epoch.unanswered = time.monotonic(), False
        if reply["result"] != "applied":
            logging.warning(f"{epoch.source}: replay {reply['result']}: {reply['reason']}")

    def turn(self):
        self.db.commit()
        for epoch in self.epochs.values():
            gap = next(self.gaps(epoch), None)
            epoch.through = gap[0] - 1 if gap else epoch.last
            epoch.told = [told for told in epoch.told if told[0] > epoch.through]
            if epoch.current and self.client.is_connected():
                if epoch.through > epoch.receipted:
                    self.say(epoch, f"receipt/{self.options.name}", {"epoch": epoch.name, "through": epoch.through})
                    epoch.receipted = epoch.through
                    self.receipts += 1
                self.ask(epoch, gap)

    def gaps(self, epoch):
        """First and last of each run of missing numbers."""
        before = epoch.through
        for (seq,) in self.db.execute("SELECT seq FROM event WHERE source=? AND seq>? ORDER BY seq",
                                      (epoch.source, epoch.through)):
            if seq > before + 1:
                yield before + 1, seq - 1
            before = seq
        if epoch.last > before:
            yield before + 1, epoch.last

    def ask(self, epoch, gap):
        now = time.monotonic()
        if epoch.request and epoch.through < epoch.request["to"]:
            if now - max(epoch.asked_at, epoch.answered_at) < self.options.patience:
                return
        elif gap is None or now - epoch.told[0][1] < self.options.wait:
            return
        if not epoch.unanswered or epoch.through >= epoch.request["to"]:  # else the same request goes out again
            name = f"{self.options.name}-{time.time_ns()}"  # ids are shared by all consumers of a device
            epoch.request = {"id": name, "epoch": epoch.name, "from": gap[0], "to": gap[1]}
            self.asked += 1
        epoch.asked_at, epoch.unanswered = now, True
        properties = Properties(PacketTypes.PUBLISH)
        properties.ResponseTopic = f"{self.root}{epoch.device}/reply/{self.options.name}"
        properties.CorrelationData = epoch.source.encode()
        self.say(epoch, "command/replay", epoch.request, properties)

    def say(self, epoch, kind, body, properties=None):
        self.client.publish(f"{self.root}{epoch.device}/{kind}", json.dumps(body), qos=1, properties=properties)

    def run(self):
        while not self.ended:
            try:
                self.client.connect(self.options.broker, self.options.port, keepalive=20)
                heard = mqtt.MQTT_ERR_SUCCESS
                while heard == mqtt.MQTT_ERR_SUCCESS and not self.ended:
                    until = time.monotonic() + TURN_S
                    while heard == mqtt.MQTT_ERR_SUCCESS and time.monotonic() < until:
                        heard = self.client.loop(TURN_S)
                    self.turn()
            except OSError as trouble:
                logging.warning(f"no connection to {self.options.broker}: {trouble}")
            time.sleep(0 if self.ended else 1)
        self.turn()
        self.client.disconnect()
        (events,) = self.db.execute("SELECT count(payload) FROM event").fetchone()
        gaps = sum(len(list(self.gaps(epoch))) for epoch in self.epochs.values())
        print(f"events {events} duplicates {self.duplicates} gaps-asked {self.asked} gaps-open {gaps}",
              f"receipts {self.receipts}")


parser = argparse.ArgumentParser(description="Stores every event of a hub's devices once and receipts it.")
parser.add_argument("--name", required=True, help="ours, as it stands in the devices' receipts-from")
parser.add_argument("--store", required=True, help="SQLite file")
parser.add_argument("--broker", default="127.0.0.1")
parser.add_argument("--port", type=int, default=1883)
parser.add_argument("--prefix", default="", help="what stands before hubfloor/1, slash included")
parser.add_argument("--tls", nargs=3, metavar=("CA", "CERTIFICATE", "KEY"))
parser.add_argument("--wait", type=float, default=2.0, help="seconds before a missing number is asked for")
parser.add_argument("--patience", type=float, default=10.0, help="seconds for a reply, then for the events")
parser.add_argument("--forget-every", type=int, default=0, help="drop each such event unseen, to try the replay")
consumer = Consumer(parser.parse_args())
for ending in (signal.SIGINT, signal.SIGTERM):
    signal.signal(ending, consumer.end)
consumer.run()
