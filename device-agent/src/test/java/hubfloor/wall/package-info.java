@org.jspecify.annotations.NullMarked
package hubfloor.wall;
