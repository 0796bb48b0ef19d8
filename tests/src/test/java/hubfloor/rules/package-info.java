/**
 * The design's rules, as tests.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.rules;
