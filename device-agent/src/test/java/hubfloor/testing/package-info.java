/**
 * What tests of this and other modules share: a real broker to break, and the promises every broker link must keep.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.testing;
