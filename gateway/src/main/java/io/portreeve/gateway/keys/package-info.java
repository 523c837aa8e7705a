/**
 * API keys and other secrets: made here, loaded by reference, never shown.
 *
 * <p>Promise: a key's text exists once, in the answer to whoever had it made; what is kept verifies
 * it and cannot be turned back. No secret appears in a log, an exception or a {@code toString}.
 */
@NullMarked
package io.portreeve.gateway.keys;

import org.jspecify.annotations.NullMarked;
