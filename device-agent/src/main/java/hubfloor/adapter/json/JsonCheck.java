package hubfloor.adapter.json;

/**
 * Tells whether bytes are exactly one JSON object (RFC 8259) in well-formed UTF-8, without building anything: run on
 * every event's data before it is put into an envelope as it is. At most {@value #DEPTH_MAX} levels. Any thread.
 */
final class JsonCheck {
    static final int DEPTH_MAX = 12;
    private final byte[] bytes;
    private int at;

    private JsonCheck(byte[] bytes) {
        this.bytes = bytes;
    }

    static boolean isObject(byte[] bytes) {
        if (bytes.length < 2 || bytes[0] != '{') {
            return false;
        }
        JsonCheck check = new JsonCheck(bytes);
        return check.value(1) && check.at == bytes.length;
    }

    private boolean value(int depth) {
        return switch (peek()) {
            case '{' -> depth <= DEPTH_MAX && members(depth, '}', true);
            case '[' -> depth <= DEPTH_MAX && members(depth, ']', false);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean members(int depth, char close, boolean named) {
        at++;
        blanks();
        if (peek() == close) {
            at++;
            return true;
        }
        while (true) {
            blanks();
            if (named) {
                if (peek() != '"' || !string()) {
                    return false;
                }
                blanks();
                if (peek() != ':') {
                    return false;
                }
                at++;
                blanks();
            }
            if (!value(depth + 1)) {
                return false;
            }
            blanks();
            int c = peek();
            at++;
            if (c == close) {
                return true;
            }
            if (c != ',') {
                return false;
            }
        }
    }

    private boolean string() {
        at++;
        while (at < bytes.length) {
            int c = bytes[at++] & 0xff;
            if (c == '"') {
                return true;
            }
            if (c < 0x20) {
                return false;
            }
            if (c == '\\') {
                if (!escape()) {
                    return false;
                }
            } else if (c >= 0x80) {
                int length = Utf8.length(bytes, at - 1, bytes.length);
                if (length == 0) {
                    return false;
                }
                at += length - 1;
            }
        }
        return false;
    }

    private boolean escape() {
        int c = peek();
        at++;
        if (c != 'u') {
            return c != -1 && "\"\\/bfnrt".indexOf(c) >= 0;
        }
        for (int i = 0; i < 4; i++, at++) {
            if (Character.digit(peek(), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean number() {
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else if (!digits()) {
            return false;
        }
        if (peek() == '.') {
            at++;
            if (!digits()) {
                return false;
            }
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            return digits();
        }
        return true;
    }

    private boolean digits() {
        int from = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        return at > from;
    }

    private boolean word(String word) {
        for (int i = 0; i < word.length(); i++, at++) {
            if (peek() != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void blanks() {
        for (int c = peek(); c == ' ' || c == '\n' || c == '\r' || c == '\t'; c = peek()) {
            at++;
        }
    }

    private int peek() {
        return at < bytes.length ? bytes[at] & 0xff : -1;
    }
}
