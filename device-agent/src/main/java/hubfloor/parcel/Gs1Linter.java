package hubfloor.parcel;

/** One content rule of GS1's dictionary for {@code text[from, to)}: empty when it holds, else the reason word. */
@FunctionalInterface
interface Gs1Linter {
    String check(String text, int from, int to);
}
