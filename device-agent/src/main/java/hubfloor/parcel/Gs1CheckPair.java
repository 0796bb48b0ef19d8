package hubfloor.parcel;

/**
 * The check character pair of GS1 General Specifications 7.9.5: values in set 82 times rising primes from the right,
 * modulo 1021, written as two characters of a 32-letter alphabet.
 */
final class Gs1CheckPair {
    private static final String SET_32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int MODULUS = 1021;

    private Gs1CheckPair() {}

    static String check(String text, int from, int to) {
        if (to - from < 2) {
            return "length";
        }
        int sum = 0;
        int prime = 1;
        for (int i = to - 3; i >= from; i--) {
            prime = nextPrime(prime);
            sum = (sum + Gs1Charset.SET_82.indexOf(text.charAt(i)) * prime) % MODULUS;
        }
        boolean holds =
                text.charAt(to - 2) == SET_32.charAt(sum >> 5) && text.charAt(to - 1) == SET_32.charAt(sum & 31);
        return holds ? "" : "content";
    }

    private static int nextPrime(int after) {
        int candidate = after + 1;
        while (!prime(candidate)) {
            candidate++;
        }
        return candidate;
    }

    private static boolean prime(int number) {
        for (int divisor = 2; divisor * divisor <= number; divisor++) {
            if (number % divisor == 0) {
                return false;
            }
        }
        return true;
    }
}
