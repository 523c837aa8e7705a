/** Reads folders that others may change meanwhile. */
@NullMarked
package io.portreeve.gateway.scan.folder;

import org.jspecify.annotations.NullMarked;
