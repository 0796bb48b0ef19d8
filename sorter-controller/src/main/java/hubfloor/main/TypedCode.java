package hubfloor.main;

import hubfloor.parcel.Barcode;
import hubfloor.parcel.Identification;
import hubfloor.parcel.Identification.Outcome;
import hubfloor.parcel.Identifier;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A barcode as somebody types it or a scanner without a profile sends it. */
final class TypedCode {
    /** What scanners send by default when they see no code; a profile names its own. */
    private static final List<String> NO_READ = List.of("NOREAD", "NoRead");

    private TypedCode() {}

    static Identification identify(Identifier identifier, byte[] bytes) {
        String text = text(bytes);
        return NO_READ.contains(text)
                ? new Identification(Outcome.NO_READ, List.of())
                : identifier.identify(new Barcode("", text));
    }

    /** Barcodes carry UTF-8 or Latin-1; what is not well-formed UTF-8 can only be the latter. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
