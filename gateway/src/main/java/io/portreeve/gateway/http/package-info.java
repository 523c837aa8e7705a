/**
 * HTTP/1.1 on both ends: a listener that accepts and a pool that calls, with blocking types for
 * code on virtual threads. Every message in either direction is read by one strict grammar (RFC
 * 9112, no leniencies), bounded in size and time, and written out again from its parsed parts;
 * bytes of a head are never forwarded. Netty stays inside: no type of it is visible from here.
 */
@NullMarked
package io.portreeve.gateway.http;

import org.jspecify.annotations.NullMarked;
