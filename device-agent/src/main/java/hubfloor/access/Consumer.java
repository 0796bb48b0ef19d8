package hubfloor.access;

/**
 * A client of central, with a certificate of its own. A broker has a client of one name only once, so programs that share
 * a job, as several instances of one ledger do, each have a name of their own and receipt under the one that the devices
 * wait for.
 *
 * @param name its certificate's common name
 * @param receiptsAs the name it confirms under, as devices list it under {@code receipts-from}
 */
public record Consumer(String name, String receiptsAs) {
    /** @param text {@code NAME}, which receipts as itself, or {@code NAME=OTHER} */
    public static Consumer of(String text) {
        int sign = text.indexOf('=');
        return sign < 0 ? new Consumer(text, text) : new Consumer(text.substring(0, sign), text.substring(sign + 1));
    }
}
