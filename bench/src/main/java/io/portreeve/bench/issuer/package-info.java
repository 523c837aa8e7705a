/**
 * The authorization server that gateways trust when the cost of access tokens is measured, and the
 * clients' half of it: tokens and proofs ready to be sent, so that making them costs nobody who is
 * measured.
 *
 * <p>Needs nothing but the JDK: {@code java Issuer.java PORT} runs it from its sources.
 */
@NullMarked
package io.portreeve.bench.issuer;

import org.jspecify.annotations.NullMarked;
