package hubfloor.epc;

import hubfloor.parcel.Candidate.Element;
import java.math.BigInteger;

/** The coding methods that TDS 2 brought: values as a barcode has them, so no company prefix need be known. */
final class PlusColumns {
    /** What the first four bits of a DSGTIN's date mean, as application identifiers. */
    private static final String[] DATES = {"11", "13", "15", "16", "17", "7006", "7007"};

    private static final int NUMBER = 0;
    private static final int UPPER_HEX = 1;
    private static final int LOWER_HEX = 2;
    private static final int BASE_64 = 3;
    private static final int CODE_40 = 5;

    private PlusColumns() {}

    static void read(Field field, BitReader in, EpcReading out) throws EpcFault {
        switch (field.method()) {
            case TOGGLE -> in.take(1);
            case DIGITS -> out.element(field.ai(), digits(in, field.most()));
            case ALPHANUMERIC -> {
                String text = alphanumeric(in, field.most());
                boolean none = field.ai().equals("254") && text.equals("0");
                if (!none) {
                    out.element(field.ai(), text);
                }
            }
            case DELIMITED -> out.element(field.ai(), delimited(in, field.most()));
            case COUNTED -> out.element(field.ai(), counted(in, field.most()));
            case DATE -> date(in, out);
            case HOST -> out.host = HostName.read(in);
            default -> throw new IllegalStateException("no coding method for " + field.method());
        }
    }

    private static String digits(BitReader in, int count) throws EpcFault {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            int digit = in.small(4);
            if (digit > 9) {
                throw new EpcFault(EpcFault.STRING);
            }
            text.append((char) ('0' + digit));
        }
        return text.toString();
    }

    private static String alphanumeric(BitReader in, int most) throws EpcFault {
        int encoding = in.small(3);
        int length = in.small(5);
        if (length == 0 || length > most || encoding > CODE_40) {
            throw new EpcFault(EpcFault.STRING);
        }
        return switch (encoding) {
            case NUMBER -> number(in, length);
            case CODE_40 -> code40(in, length);
            default -> characters(in, length, encoding);
        };
    }

    private static String characters(BitReader in, int length, int encoding) throws EpcFault {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = switch (encoding) {
                case UPPER_HEX -> EpcText.hex(in.small(4));
                case LOWER_HEX -> Character.toLowerCase(EpcText.hex(in.small(4)));
                case BASE_64 -> EpcText.BASE_64.charAt(in.small(6));
                default -> (char) in.small(7);
            };
            if (!EpcText.serial(c)) {
                throw new EpcFault(EpcFault.STRING);
            }
            text.append(c);
        }
        return text.toString();
    }

    /** A number in as few bits as the longest one of so many digits needs; leading zeros come back by the length. */
    private static String number(BitReader in, int length) throws EpcFault {
        int bits = BigInteger.TEN.pow(length).subtract(BigInteger.ONE).bitLength();
        String number = in.big(bits).toString();
        if (number.length() > length) {
            throw new EpcFault(EpcFault.STRING);
        }
        return EpcText.zeros(number, length);
    }

    /** ISO/IEC 15962: three characters in sixteen bits, as 1600 a + 40 b + c + 1. */
    private static String code40(BitReader in, int length) throws EpcFault {
        StringBuilder text = new StringBuilder(length + 2);
        while (text.length() < length) {
            int three = in.small(16) - 1;
            if (three < 0 || three >= 64_000) {
                throw new EpcFault(EpcFault.STRING);
            }
            text.append(EpcText.CODE_40.charAt(three / 1600))
                    .append(EpcText.CODE_40.charAt(three / 40 % 40))
                    .append(EpcText.CODE_40.charAt(three % 40));
        }
        String all = text.toString();
        int filling = all.indexOf(' ');
        if (filling >= 0 ? filling != length || !all.substring(length).isBlank() : all.length() != length) {
            throw new EpcFault(EpcFault.STRING);
        }
        return all.substring(0, length);
    }

    /** Digits of four bits; 15 ends them, 14 leads over to other characters. */
    private static String delimited(BitReader in, int most) throws EpcFault {
        StringBuilder text = new StringBuilder(most);
        int digit = in.small(4);
        while (digit <= 9) {
            text.append((char) ('0' + digit));
            if (text.length() > most) {
                throw new EpcFault(EpcFault.STRING);
            }
            digit = in.small(4);
        }
        if (digit == 14 && text.length() < most) {
            text.append(alphanumeric(in, most - text.length()));
        } else if (digit != 15) {
            throw new EpcFault(EpcFault.STRING);
        }
        if (text.isEmpty()) {
            throw new EpcFault(EpcFault.STRING);
        }
        return text.toString();
    }

    private static String counted(BitReader in, int most) throws EpcFault {
        int length = in.small(4);
        if (length == 0 || length > most) {
            throw new EpcFault(EpcFault.STRING);
        }
        return number(in, length);
    }

    private static void date(BitReader in, EpcReading out) throws EpcFault {
        int meaning = in.small(4);
        int year = in.small(7);
        int month = in.small(4);
        int day = in.small(5);
        if (meaning >= DATES.length || year > 99 || month < 1 || month > 12) {
            throw new EpcFault(EpcFault.DATE);
        }
        String text = EpcText.zeros(year, 2) + EpcText.zeros(month, 2) + EpcText.zeros(day, 2);
        out.attributes.add(new Element(DATES[meaning], text));
    }
}
