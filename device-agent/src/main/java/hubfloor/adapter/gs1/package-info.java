/**
 * Loads GS1's Barcode Syntax Dictionary that ships with the program, or a newer one put beside it.
 * The only place that knows where these files are.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.adapter.gs1;
