package hubfloor.epc;

/** The coding methods of TDS 1.13, clause 14.4, one method each; those of TDS 2 are in {@link PlusColumns}. */
final class Columns {
    private Columns() {}

    static void read(Field field, BitReader in, EpcReading out) throws EpcFault {
        switch (field.method()) {
            case FILTER -> out.filter = in.small(field.bits());
            case PAIR -> pair(field, in, out);
            case UNPADDED_PAIR -> unpaddedPair(field, in, out);
            case STRING_PAIR -> stringPair(field, in, out);
            case SIX_BIT_PAIR -> {
                int partition = Partition.read(in);
                String prefix = companyPrefix(partition, in);
                out.pair(partition, prefix, sixBit(in, 1, field.most() - prefix.length(), field.most()));
            }
            case INTEGER -> out.serial(Long.toString(in.take(field.bits())));
            case MANAGER -> {
                out.companyPrefix = Long.toString(in.take(field.bits()));
                out.uri.add(out.companyPrefix);
            }
            case OBJECT_CLASS -> {
                out.reference = Long.toString(in.take(field.bits()));
                out.uri.add(out.reference);
            }
            case STRING -> out.serial(string(in, field.bits(), field.bits() / 7));
            case NUMERIC_STRING -> out.serial(numericString(in, field.bits()));
            case FIXED_WIDTH -> fixedWidth(field, in, out);
            case CAGE -> cage(in, 6, 0x20, out);
            case WIDE_CAGE -> cage(in, 8, ' ', out);
            case SIX_BIT -> {
                out.reference = sixBit(in, 0, field.most(), 0);
                out.uri.add(EpcText.uri(out.reference));
            }
            case SIX_BIT_SERIAL -> out.serial(sixBit(in, 1, field.most(), 1));
            case RESERVED -> {
                if (in.take(field.bits()) != 0) {
                    throw new EpcFault(EpcFault.RESERVED_BITS);
                }
            }
            default -> PlusColumns.read(field, in, out);
        }
    }

    private static String companyPrefix(int partition, BitReader in) throws EpcFault {
        int digits = Partition.digits(partition);
        String prefix = Long.toString(in.take(Partition.bits(partition)));
        if (prefix.length() > digits) {
            throw new EpcFault(EpcFault.COMPANY_PREFIX_RANGE);
        }
        return EpcText.zeros(prefix, digits);
    }

    private static void pair(Field field, BitReader in, EpcReading out) throws EpcFault {
        int partition = Partition.read(in);
        String prefix = companyPrefix(partition, in);
        long reference = in.take(field.bits() - Partition.bits(partition));
        int digits = field.most() - prefix.length();
        if (digits == 0 ? reference != 0 : Long.toString(reference).length() > digits) {
            throw new EpcFault(EpcFault.REFERENCE_RANGE);
        }
        out.pair(partition, prefix, EpcText.zeros(reference, digits));
    }

    private static void unpaddedPair(Field field, BitReader in, EpcReading out) throws EpcFault {
        int partition = Partition.read(in);
        String prefix = companyPrefix(partition, in);
        out.pair(partition, prefix, Long.toString(in.take(field.bits() - Partition.bits(partition))));
    }

    private static void stringPair(Field field, BitReader in, EpcReading out) throws EpcFault {
        int partition = Partition.read(in);
        String prefix = companyPrefix(partition, in);
        int bits = field.bits() - Partition.bits(partition);
        out.pair(partition, prefix, string(in, bits, field.most() - prefix.length()));
    }

    /** Characters of 7 bits, zeros behind the last one, and zeros in the bits that hold no whole character. */
    private static String string(BitReader in, int bits, int most) throws EpcFault {
        StringBuilder text = new StringBuilder(most);
        boolean over = false;
        boolean gap = false;
        for (int left = bits; left > 0; left -= 7) {
            int c = in.small(Math.min(7, left));
            gap |= over && c != 0;
            over |= c == 0;
            if (!over) {
                if (left < 7 || !EpcText.serial(c) || text.length() == most) {
                    throw new EpcFault(EpcFault.STRING);
                }
                text.append((char) c);
            }
        }
        if (text.isEmpty() || gap) {
            throw new EpcFault(EpcFault.STRING);
        }
        return text.toString();
    }

    private static String numericString(BitReader in, int bits) throws EpcFault {
        String number = Long.toString(in.take(bits));
        if (number.length() < 2 || number.charAt(0) != '1') {
            throw new EpcFault(EpcFault.STRING);
        }
        return number.substring(1);
    }

    private static void fixedWidth(Field field, BitReader in, EpcReading out) throws EpcFault {
        int digits = Long.toString((1L << field.bits()) - 1).length() - 1;
        String number = Long.toString(in.take(field.bits()));
        if (number.length() > digits) {
            throw new EpcFault(EpcFault.REFERENCE_RANGE);
        }
        String text = EpcText.zeros(number, digits);
        out.uri.add(text);
        if (out.piece.isEmpty()) {
            out.piece = text;
        } else {
            out.total = text;
        }
    }

    /** Six characters, the first of which is a filling where the code has five. */
    private static void cage(BitReader in, int bits, int filling, EpcReading out) throws EpcFault {
        StringBuilder code = new StringBuilder(6);
        for (int i = 0; i < 6; i++) {
            int value = in.small(bits);
            int c = bits == 6 ? EpcText.sixBit(value) : value;
            if (EpcText.cage(c)) {
                code.append((char) c);
            } else if (i > 0 || value != filling) {
                throw new EpcFault(EpcFault.STRING);
            }
        }
        out.companyPrefix = code.toString();
        out.uri.add(out.companyPrefix);
    }

    /** @param signs in how many places from the front {@code #} may stand: in all, in the first, in none (14.5.13) */
    private static String sixBit(BitReader in, int least, int most, int signs) throws EpcFault {
        StringBuilder text = new StringBuilder(most);
        for (int value = in.small(6); value != 0; value = in.small(6)) {
            char c = EpcText.sixBit(value);
            boolean misplaced = c == '#' && text.length() >= signs;
            if (c == 0 || misplaced || text.length() == most) {
                throw new EpcFault(EpcFault.STRING);
            }
            text.append(c);
        }
        if (text.length() < least) {
            throw new EpcFault(EpcFault.STRING);
        }
        return text.toString();
    }
}
