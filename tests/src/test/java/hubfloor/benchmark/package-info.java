/** How fast the line's core and its simulator are. Run only by their own command, see the README. */
@org.jspecify.annotations.NullMarked
package hubfloor.benchmark;
