/**
 * The staff page as a browser shows it.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.browser;
