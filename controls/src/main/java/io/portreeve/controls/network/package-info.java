/**
 * Addresses of the internet protocol, the networks that they lie in, and whose they are. Every
 * control that judges where something leads judges it here, so that none knows less than another.
 */
@NullMarked
package io.portreeve.controls.network;

import org.jspecify.annotations.NullMarked;
