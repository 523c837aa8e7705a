/** Tells the operator that something we need is not there, once and not at every need. */
@NullMarked
package io.portreeve.gateway.outage;

import org.jspecify.annotations.NullMarked;
