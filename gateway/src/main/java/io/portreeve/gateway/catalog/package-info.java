/**
 * What the servers define, as far as it is approved: the pins, and the schemas that calls are
 * checked by.
 *
 * <p>Filled by every list that passes the response controls, and on demand by asking the server.
 */
@NullMarked
package io.portreeve.gateway.catalog;

import org.jspecify.annotations.NullMarked;
