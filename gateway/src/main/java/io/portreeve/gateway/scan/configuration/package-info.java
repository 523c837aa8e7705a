/** Looks at what the operator wrote, of Portreeve itself and of the servers, and at their files. */
@NullMarked
package io.portreeve.gateway.scan.configuration;

import org.jspecify.annotations.NullMarked;
