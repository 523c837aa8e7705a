/** Clients that keep a gateway busy by doing nothing. Need nothing but the JDK. */
@NullMarked
package io.portreeve.bench.client;

import org.jspecify.annotations.NullMarked;
