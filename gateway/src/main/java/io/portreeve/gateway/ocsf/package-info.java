/**
 * Says what is on record in the words of the Open Cybersecurity Schema Framework (OCSF 1.8.0), for
 * whoever collects from many products. Nothing is lost: what its classes have no place for is in
 * {@code unmapped}.
 */
@NullMarked
package io.portreeve.gateway.ocsf;

import org.jspecify.annotations.NullMarked;
