/** Certificates and keys from PEM files, as the HTTP ends want them. */
@NullMarked
package io.portreeve.gateway.tls;

import org.jspecify.annotations.NullMarked;
