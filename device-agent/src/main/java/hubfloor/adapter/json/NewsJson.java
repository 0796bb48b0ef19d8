package hubfloor.adapter.json;

import hubfloor.advice.Clocks;
import hubfloor.advice.NewsLetter;
import hubfloor.advice.ParcelNews;
import hubfloor.advice.ParcelNews.CustomsWord;
import hubfloor.advice.Routing;
import hubfloor.config.model.CustomsStatus;
import hubfloor.event.EventSource;
import hubfloor.port.WireFormat.Malformed;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A feed's message. An entry that breaks a rule is left out and counted, the others are taken: one bad parcel must not
 * hide two hundred good ones. A message that is none at all is refused whole.
 *
 * <pre>
 *   {"epoch":"0123456789abcdef","seq":17,"parcels":[{"subject":"s10/RR123456785MY",
 *     "routing":{"sequence":3,"country":"BE","postcode":"4460","service":"express","grams":1250,"priority":5,
 *                "trusted":true,"acceptedAt":"…Z","presentedAt":"…Z","cutOffAt":"…Z"},
 *     "customs":{"status":"released","sequence":12,"at":"…Z"}}]}
 * </pre>
 */
final class NewsJson {
    private static final Pattern SUBJECT = Pattern.compile("[a-z0-9-]{1,32}/[\\x21-\\x7e]{1,95}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private NewsJson() {}

    static NewsLetter read(byte[] payload) throws Malformed {
        Map<String, Object> letter = StrictObject.tree(payload, EnvelopeJson.BYTES_MAX);
        if (!(letter.get("epoch") instanceof String epoch)
                || !EventSource.isEpoch(epoch)
                || !(letter.get("seq") instanceof Long seq)
                || seq < 1
                || !(letter.get("parcels") instanceof List<?> entries)) {
            throw new Malformed("not parcel news: epoch, seq and parcels");
        }
        if (entries.size() > NewsLetter.PARCELS_MAX) {
            throw new Malformed("more than " + NewsLetter.PARCELS_MAX + " parcels in one message");
        }
        List<ParcelNews> parcels = new ArrayList<>(entries.size());
        int leftOut = 0;
        for (Object entry : entries) {
            Optional<ParcelNews> news = entry instanceof Map<?, ?> map ? parcel(map) : Optional.empty();
            news.ifPresent(parcels::add);
            leftOut += news.isPresent() ? 0 : 1;
        }
        return new NewsLetter(epoch, seq, parcels, leftOut);
    }

    private static Optional<ParcelNews> parcel(Map<?, ?> entry) {
        try {
            String subject = text(entry, "subject", ParcelNews.SUBJECT_MAX);
            Object routing = entry.get("routing");
            Object customs = entry.get("customs");
            boolean said = routing instanceof Map || customs instanceof Map;
            boolean odd =
                    (routing != null && !(routing instanceof Map)) || (customs != null && !(customs instanceof Map));
            if (!SUBJECT.matcher(subject).matches() || !said || odd) {
                return Optional.empty();
            }
            return Optional.of(new ParcelNews(
                    subject,
                    routing instanceof Map<?, ?> map ? Optional.of(routing(map)) : Optional.empty(),
                    customs instanceof Map<?, ?> map ? Optional.of(customs(map)) : Optional.empty()));
        } catch (IllegalArgumentException | DateTimeException broken) {
            return Optional.empty();
        }
    }

    private static Routing routing(Map<?, ?> said) {
        String country = text(said, "country", 2);
        if (!country.isEmpty() && !COUNTRY.matcher(country).matches()) {
            throw new IllegalArgumentException("country");
        }
        return new Routing(
                whole(said, "sequence", 0, Long.MAX_VALUE),
                country,
                text(said, "postcode", Routing.POSTCODE_MAX),
                text(said, "service", Routing.SERVICE_MAX),
                (int) optional(said, "grams", Routing.GRAMS_MAX),
                (int) optional(said, "priority", 9),
                flag(said, "trusted"),
                new Clocks(time(said, "acceptedAt"), time(said, "presentedAt"), time(said, "cutOffAt")));
    }

    private static CustomsWord customs(Map<?, ?> said) {
        String word = text(said, "status", 32);
        Instant at = time(said, "at");
        if (!word.equals(word.toLowerCase(Locale.ROOT)) || at.equals(Instant.EPOCH)) {
            throw new IllegalArgumentException("status or at");
        }
        CustomsStatus status = CustomsStatus.valueOf(word.toUpperCase(Locale.ROOT));
        return new CustomsWord(status, whole(said, "sequence", 0, Long.MAX_VALUE), at);
    }

    private static String text(Map<?, ?> of, String name, int most) {
        Object value = of.get(name);
        if (value == null) {
            return "";
        }
        if (!(value instanceof String text)
                || text.length() > most
                || text.chars().anyMatch(c -> c < 0x20 || (c >= 0x7f && c < 0xa0) || Character.isSurrogate((char) c))) {
            throw new IllegalArgumentException(name);
        }
        return text;
    }

    private static long whole(Map<?, ?> of, String name, long least, long most) {
        if (!(of.get(name) instanceof Long value) || value < least || value > most) {
            throw new IllegalArgumentException(name);
        }
        return value;
    }

    private static long optional(Map<?, ?> of, String name, long most) {
        return of.containsKey(name) ? whole(of, name, 0, most) : 0;
    }

    private static boolean flag(Map<?, ?> of, String name) {
        Object value = of.get(name);
        if (value != null && !(value instanceof Boolean)) {
            throw new IllegalArgumentException(name);
        }
        return Boolean.TRUE.equals(value);
    }

    private static Instant time(Map<?, ?> of, String name) {
        String text = text(of, name, 40);
        Instant at = text.isEmpty() ? Instant.EPOCH : Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
        if (at.isBefore(Instant.EPOCH) || at.getEpochSecond() > 253_402_300_799L) {
            throw new IllegalArgumentException(name);
        }
        return at;
    }

    static byte[] write(NewsLetter letter) {
        Pen pen = new Pen(512);
        add(pen, "{\"epoch\":\"").text(letter.epoch());
        add(pen, "\",\"seq\":").number(letter.seq());
        add(pen, ",\"parcels\":[");
        String before = "";
        for (ParcelNews parcel : letter.parcels()) {
            add(pen, before + "{\"subject\":\"").text(parcel.subject());
            add(pen, "\"");
            parcel.routing().ifPresent(routing -> write(pen, routing));
            parcel.customs().ifPresent(customs -> write(pen, customs));
            add(pen, "}");
            before = ",";
        }
        return add(pen, "]}").copy();
    }

    private static void write(Pen pen, Routing routing) {
        add(pen, ",\"routing\":{\"sequence\":").number(routing.sequence());
        word(pen, "country", routing.country());
        word(pen, "postcode", routing.postcode());
        word(pen, "service", routing.service());
        if (routing.announcedGrams() > 0) {
            add(pen, ",\"grams\":").number(routing.announcedGrams());
        }
        if (routing.priority() > 0) {
            add(pen, ",\"priority\":").number(routing.priority());
        }
        if (routing.trusted()) {
            add(pen, ",\"trusted\":true");
        }
        time(pen, "acceptedAt", routing.clocks().accepted());
        time(pen, "presentedAt", routing.clocks().presented());
        time(pen, "cutOffAt", routing.clocks().cutOff());
        add(pen, "}");
    }

    private static void write(Pen pen, CustomsWord customs) {
        add(pen, ",\"customs\":{\"status\":\"").text(customs.status().name().toLowerCase(Locale.ROOT));
        add(pen, "\",\"sequence\":").number(customs.sequence());
        time(pen, "at", customs.at());
        add(pen, "}");
    }

    private static void word(Pen pen, String name, String text) {
        if (!text.isEmpty()) {
            add(pen, ",\"" + name + "\":\"").text(text);
            add(pen, "\"");
        }
    }

    private static void time(Pen pen, String name, Instant at) {
        if (at.isAfter(Instant.EPOCH)) {
            add(pen, ",\"" + name + "\":\"").time(at);
            add(pen, "\"");
        }
    }

    private static Pen add(Pen pen, String ascii) {
        return pen.raw(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
