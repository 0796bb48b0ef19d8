/**
 * Vendors' own reader drivers out of jars, by the JDK's service loader.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.adapter.driver;
