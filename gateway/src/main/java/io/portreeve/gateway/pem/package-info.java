/** Certificates and keys as files hold them, and the trust that comes of them; knows nobody. */
@NullMarked
package io.portreeve.gateway.pem;

import org.jspecify.annotations.NullMarked;
