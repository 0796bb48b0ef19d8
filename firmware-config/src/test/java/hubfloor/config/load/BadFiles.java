package hubfloor.config.load;

import java.util.stream.Stream;

/** Device files that must be refused, each with the sentence that must be among the reasons. */
final class BadFiles {
    /** One wrong file. */
    record Bad(String text, String sentence) {}

    private BadFiles() {}

    static Stream<Bad> all() {
        return Stream.of(
                bad(
                        "baud: 9600",
                        "baud: 9601",
                        "d.yaml:11:11: scanners[0].baud: found 9601, allowed one of 1200, 2400"),
                bad(
                        "baud: 9600",
                        "bauds: 9600",
                        "d.yaml:11:5: scanners[0].bauds: found an unknown key, allowed 'baud'"),
                bad("baud: 9600", "baud: fast", "d.yaml:11:11: scanners[0].baud: found 'fast', allowed one of"),
                bad("baud: 9600", "baud: \"9600\"", "11: scanners[0].baud: found '9600', allowed one of"),
                bad("baud: 9600", "baud: 0x2580", "11: scanners[0].baud: found 0x2580, allowed"),
                bad("baud: 9600", "baud: 99999999999999999999", "found 99999999999999999999, allowed one of"),
                bad("baud: 9600", "baud:", "scanners[0].baud: found nothing, allowed one of"),
                bad(
                        "baud: 9600",
                        "baud: 9600\n    baud: 1200",
                        "d.yaml:12:5: scanners[0].baud: found the key 'baud' again"),
                bad("baud: 9600", "profile: sik-stx-etx", "allowed 'sick-stx-etx' (did you mean that?)"),
                bad("baud: 9600", "profile: {suffix: 03}", "found 03, allowed 1 to 16 bytes as hex, in quotes; text"),
                bad("baud: 9600", "profile: {suffix: \"0\"}", "scanners[0].profile.suffix: found '0', allowed 1 to 16"),
                bad("baud: 9600", "profile: {no_read: [X]}", "found an unknown key, allowed 'no-read' (did you mean"),
                bad("baud: 9600", "profile: {heartbeat-every-s: 5}", "found heartbeat-every-s without heartbeat"),
                bad(
                        "baud: 9600",
                        "profile: {heartbeat-every-s: 5, heartbeat: []}",
                        "found no word, allowed at least one"),
                bad("baud: 9600", "profile: {no-read: [A, A]}", "no-read[1]: found 'A' again, allowed each value once"),
                bad("baud: 9600", "profile: {aim: yes}", "scanners[0].profile.aim: found 'yes', allowed true or false"),
                bad(
                        "baud: 9600",
                        "protocol: r20",
                        "scanners[0].protocol: found 'r20', which no protocol is called, allowed 'r200' (did you mean"),
                bad(
                        "baud: 9600",
                        "protocol: r200\n    profile: stx-etx",
                        "scanners[0].profile: found a profile with protocol r200, allowed only with lines"),
                bad(
                        "baud: 9600",
                        "protocol: r200\n    options: {antenna: 1}",
                        "options.antenna: found an option that protocol r200 does not have, allowed poll-ms"),
                bad(
                        "baud: 9600",
                        "options: {antenna: 1}",
                        "options.antenna: found an option that protocol lines does not have, allowed none with"),
                bad(
                        "baud: 9600",
                        "options: {unit: g}",
                        "options.unit: found 'g', allowed 'kg' (did you mean that?), one of kg, lb"),
                bad("baud: 9600", "profile: {trigger-on: \"165\"}", "trigger-on: found '165', allowed 0 to 64 bytes"),
                bad(
                        "id: st-01",
                        "id: ST-01",
                        "d.yaml:2:39: device.id: found 'ST-01', allowed 1 to 32 of a-z, 0-9 and -"),
                bad(
                        "id: st-01",
                        "id: 7",
                        "device.id: found 7, allowed 1 to 32 of a-z, 0-9 and -; text that looks like"),
                bad(", id: st-01", "", "d.yaml:2:9: device.id: found nothing, allowed 1 to 32 of a-z, 0-9 and - (this"),
                bad("id: st-01", "id: *a", "d.yaml:2:39: device.id: found an alias (*), allowed the value itself"),
                bad("id: st-01", "id: &a st-01", "device.id: found an anchor (&), allowed the value itself"),
                bad(
                        "id: st-01",
                        "id: !!str st-01",
                        "device.id: found the tag 'tag:yaml.org,2002:str', allowed no tags"),
                bad("id: st-01", "id: \"a\\x07b\"", "device.id: found 'a\\u0007b', allowed 1 to 32"),
                bad("id: st-01", "id: [st-01]", "device.id: found a list, allowed 1 to 32"),
                bad("format: 1", "format: 2", "d.yaml:1:9: format: found 2, allowed 1"),
                bad("format: 1\n", "format: 1\n[a]: b\n", "found a list as a key, allowed a word as a key"),
                bad("ca: ca.pem", "user: x", "d.yaml:6:8: broker.ca: found mqtts without ca, allowed the PEM file"),
                bad("ca: ca.pem", "ca: c\n  certificate: d", "broker.key: found certificate without key"),
                bad("ca: ca.pem", "ca: c\n  key: d", "broker.certificate: found key without certificate"),
                bad(
                        "ca: ca.pem",
                        "ca: c\n  password: hunter2",
                        "broker.password: found a password in the file, allowed"),
                bad("ca: ca.pem", "ca: c\n  password-file: p", "broker.username: found password-file without username"),
                bad("ca: ca.pem", "ca: \"c\\0\"", "broker.ca: found 'c\\u0000', allowed a path without control"),
                bad("ca: ca.pem", "ca: c\n  topic-prefix: a/#", "broker.topic-prefix: found 'a/#', allowed levels"),
                bad(
                        "ca: ca.pem",
                        "ca: c\n  window: 0",
                        "broker.window: found 0, allowed a whole number from 1 to 65535"),
                bad("ca: ca.pem", "ca: c\n  receipts-from: [a, a]", "broker.receipts-from[1]: found 'a' again"),
                bad(
                        "//broker",
                        "//me:hunter2@broker",
                        "broker.uri: found a user or password in the URI, allowed mqtts"),
                bad("mqtts:", "https:", "broker.uri: found 'https://broker.hub.example', allowed mqtt://HOST:PORT"),
                bad("mqtts:", "mqtt:", "broker.ca: found a TLS key with mqtt://, allowed only with mqtts://"),
                bad(".example", ".example:65536", "broker.uri: found 'mqtts://broker.hub.example:65536', allowed"),
                bad("red-pin: 27", "red-pin: 17", "signals.red-pin: found 17, the same as signals.green-pin, allowed"),
                bad("red-pin: 27", "red-pin: 54", "signals.red-pin: found 54, allowed a whole number from 0 to 53"),
                bad(":0\"", ":65536\"", "page.listen: found '127.0.0.1:65536', allowed HOST:PORT"),
                bad(
                        "page:",
                        "signal: {}\npage:",
                        "signal: found an unknown key, allowed 'signals' (did you mean that?)"),
                bad("page:", "---\npage:", "d.yaml:13:1: found a second document, allowed one document per file"),
                bad("page:", "page: {\u0001", "d.yaml:13:8: found the control character \\u0001, allowed printable"),
                bad("page:", "page: ]", "found text that is not YAML"),
                bad(
                        "signals:",
                        "  - {name: hand, port: /dev/../dev//ttyACM0}\nsignals:",
                        "d.yaml:12:12: scanners[1].name: found 'hand', the same as scanners[0].name, allowed a value of its"
                                + " own (the first is on line 9)"),
                bad(
                        "signals:",
                        "  - {name: belt, port: /dev/../dev//ttyACM0}\nsignals:",
                        "d.yaml:12:24: scanners[1].port: found '/dev/../dev//ttyACM0', the same as scanners[0].port"),
                new Bad("", "d.yaml:1:1: found an empty file"),
                new Bad("# only a comment\n", "found an empty file"),
                new Bad("[]", "d.yaml:1:1: found a list, allowed a map of format, device"),
                new Bad("[".repeat(100), "found more than 16 levels, allowed at most 16"),
                new Bad("a: ".repeat(3), "not YAML"),
                new Bad("x: " + "[".repeat(40) + "]".repeat(40), "found more than 16 levels, allowed at most 16"),
                new Bad("{}", "d.yaml:1:1: scanners: found nothing, allowed a list of 1 to 16 values (this key"));
    }

    private static Bad bad(String from, String to, String sentence) {
        return new Bad(Yaml.with(from, to), sentence);
    }
}
