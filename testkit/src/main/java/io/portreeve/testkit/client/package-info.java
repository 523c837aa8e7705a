/** Clients for tests, down to the single byte. Nothing here is fit for anything but tests. */
@NullMarked
package io.portreeve.testkit.client;

import org.jspecify.annotations.NullMarked;
