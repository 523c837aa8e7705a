/**
 * Servers for tests, scripted turn by turn and free to misbehave: over real HTTP on the loopback
 * interface, or as a real child process over stdio. Nothing here is fit for anything but tests.
 */
@NullMarked
package io.portreeve.testkit.server;

import org.jspecify.annotations.NullMarked;
