/** How text that somebody else wrote is put before a person. */
@NullMarked
package io.portreeve.gateway.display;

import org.jspecify.annotations.NullMarked;
