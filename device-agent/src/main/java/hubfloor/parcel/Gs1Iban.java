package hubfloor.parcel;

/** Bank account numbers after ISO 13616: country, two check digits, remainder 1 modulo 97. */
record Gs1Iban(Gs1Linter countries) implements Gs1Linter {
    private static final int TOO_SHORT = 10;

    @Override
    public String check(String text, int from, int to) {
        int length = to - from;
        if (length < 4) {
            return "length";
        }
        if (!countries.check(text, from, from + 2).isEmpty()) {
            return "content";
        }
        if (length <= TOO_SHORT) {
            return "length";
        }
        int rest = 0;
        for (int i = 4; i < length + 4; i++) {
            char c = text.charAt(from + i % length);
            if (c >= '0' && c <= '9') {
                rest = (rest * 10 + c - '0') % 97;
            } else if (c >= 'A' && c <= 'Z') {
                rest = (rest * 100 + c - 'A' + 10) % 97;
            } else {
                return "content";
            }
        }
        return rest == 1 ? "" : "content";
    }
}
