/**
 * JSON in and out through Jackson's streaming layer.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.adapter.json;
