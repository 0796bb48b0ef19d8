/**
 * The staff page over HTTP and Server-Sent Events.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.adapter.web;
