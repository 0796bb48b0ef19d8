package hubfloor.epc;

/**
 * One column of a coding table of TDS 14.5 (classic) or 14.6 (the schemes with a plus): how its bits are read.
 *
 * @param bits width where it is fixed; for a pair both numbers together, without the partition
 * @param most digits of a pair together, or characters a string may have
 * @param ai the application identifier whose value the column is a part of; empty for classic schemes
 */
record Field(Method method, int bits, int most, String ai) {
    /** The coding methods, by their clause of TDS 1.13 unless said otherwise. */
    enum Method {
        /** 14.4.1, shown as the filter. */
        FILTER,
        /** 14.4.3 partition, company prefix, padded reference. */
        PAIR,
        /** 14.4.4 the reference without leading zeros. */
        UNPADDED_PAIR,
        /** 14.4.5 the reference in 7-bit characters. */
        STRING_PAIR,
        /** 14.4.9 the reference in 6-bit characters, ended by zeros. */
        SIX_BIT_PAIR,
        /** 14.4.1, in the place of a serial number. */
        INTEGER,
        /** 14.4.1, the general manager of a GID, in the place of a company prefix. */
        MANAGER,
        /** 14.4.1, the object class of a GID, in the place of a reference. */
        OBJECT_CLASS,
        /** 14.4.2. */
        STRING,
        /** 14.4.6 digits behind a leading 1. */
        NUMERIC_STRING,
        /** 14.4.10 as many digits as the bits can surely hold. */
        FIXED_WIDTH,
        /** 14.4.7 CAGE or DoDAAC in 6-bit characters. */
        CAGE,
        /** The same in 8-bit characters, a space in front of a CAGE (DoD Suppliers' Passive RFID Information Guide). */
        WIDE_CAGE,
        /** 14.4.8, may be empty. */
        SIX_BIT,
        /** 14.4.8, at least one character. */
        SIX_BIT_SERIAL,
        /** 14.4 step 5: must be zero. */
        RESERVED,
        /** TDS 2: more data of the barcode follows behind the EPC; not looked into. */
        TOGGLE,
        /** TDS 2, 14.5.4: four bits a digit. */
        DIGITS,
        /** TDS 2, 14.5.5: digits, then perhaps other characters. */
        DELIMITED,
        /** TDS 2, 14.5.6: three bits name the encoding, five the length. */
        ALPHANUMERIC,
        /** TDS 2, 14.5.13: four bits of length, then a number. */
        COUNTED,
        /** TDS 2, table of DSGTIN: four bits name the date's meaning, sixteen hold it. */
        DATE,
        /** TDS 2.3, 14.5.16. */
        HOST
    }

    static Field of(Method method, int bits) {
        return new Field(method, bits, 0, "");
    }

    static Field of(Method method, int bits, int most) {
        return new Field(method, bits, most, "");
    }

    static Field of(Method method, String ai, int most) {
        return new Field(method, 0, most, ai);
    }
}
