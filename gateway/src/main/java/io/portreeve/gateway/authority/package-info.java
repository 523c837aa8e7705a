/**
 * A certificate authority for a handful of servers and gateways of one's own: it issues
 * certificates of hours and keeps no list of them, since none lives long enough to be taken back.
 */
@NullMarked
package io.portreeve.gateway.authority;

import org.jspecify.annotations.NullMarked;
