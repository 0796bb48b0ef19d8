package hubfloor.main;

import hubfloor.parcel.ScanText;
import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderMessage.Badge;
import hubfloor.reader.ReaderMessage.Broken;
import hubfloor.reader.ReaderMessage.Code;
import hubfloor.reader.ReaderMessage.Codes;
import hubfloor.reader.ReaderMessage.Dimensions;
import hubfloor.reader.ReaderMessage.Heartbeat;
import hubfloor.reader.ReaderMessage.Missing;
import hubfloor.reader.ReaderMessage.Reply;
import hubfloor.reader.ReaderMessage.Symbol;
import hubfloor.reader.ReaderMessage.TagRead;
import hubfloor.reader.ReaderMessage.Trouble;
import hubfloor.reader.ReaderMessage.Weight;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** What a reader said, as one line for a person; no byte of it can steer the terminal. */
final class MessageText {
    private MessageText() {}

    static String of(ReaderMessage message) {
        return switch (message) {
            case Codes codes ->
                "codes   " + codes.codes().stream().map(MessageText::code).collect(Collectors.joining("  "));
            case TagRead tag -> "tag     " + tag(tag);
            case Badge badge -> "badge   " + badge.number() + " (" + badge.hex() + ")";
            case Weight weight ->
                "weight  " + (weight.value().isEmpty() ? "" : weight.value() + " " + weight.unit() + "  ")
                        + weight.state().word() + (weight.net() ? ", net" : "");
            case Dimensions size ->
                "size    " + size.length() + " x " + size.width() + " x " + size.height() + " " + size.unit();
            case Trouble trouble ->
                "trouble " + trouble.kind().word() + (trouble.vendorCode().isEmpty() ? "" : ", code ")
                        + safe(trouble.vendorCode());
            case Heartbeat alive -> "alive";
            case Reply reply -> "reply   " + safe(reply.command()) + (reply.ok() ? "" : " refused");
            case Broken broken -> "broken  " + broken.fault().word() + ", " + broken.bytes() + " bytes dropped";
        };
    }

    private static String code(Code code) {
        return switch (code) {
            case Symbol symbol -> safe(symbol.barcode().aim() + symbol.barcode().text());
            case Missing none -> "(no-read)";
        };
    }

    private static String tag(TagRead tag) {
        StringBuilder out = new StringBuilder(tag.epc());
        tag.at().rssiDbm().ifPresent(dbm -> out.append("  ").append(dbm).append(" dBm"));
        tag.at().antenna().ifPresent(antenna -> out.append("  antenna ").append(antenna));
        tag.at().frequencyKhz().ifPresent(khz -> out.append("  ").append(khz).append(" kHz"));
        if (!tag.crcOk().orElse(true)) {
            out.append("  tag CRC wrong, not used");
        }
        return out.toString();
    }

    private static String safe(String text) {
        return ScanText.format(text.getBytes(StandardCharsets.UTF_8));
    }
}
