package hubfloor.config.load;

/**
 * One reason why a file was refused, precise enough to correct it without reading a manual. Text from the file is
 * escaped and cut; the value of anything to do with passwords is never in it.
 *
 * @param file the file's name as the user gave it
 * @param line counted from 1; 0 when the file as a whole is meant
 * @param column counted from 1 in code points; 0 when the file as a whole is meant
 * @param key the path of the key, for example {@code scanners[0].baud}; empty when no key is meant
 */
public record Problem(String file, int line, int column, String key, String found, String allowed) {
    /** For example {@code kul.yaml:12:9: scanners[0].baud: found 9601, allowed one of 1200, 2400}. */
    public String sentence() {
        StringBuilder words = new StringBuilder(file);
        if (line > 0) {
            words.append(':').append(line).append(':').append(column);
        }
        words.append(": ");
        if (!key.isEmpty()) {
            words.append(key).append(": ");
        }
        return words.append("found ")
                .append(found)
                .append(", allowed ")
                .append(allowed)
                .toString();
    }

    @Override
    public String toString() {
        return sentence();
    }
}
