/**
 * The controls: a package for each threat, a file for each mitigation. The listing is the model.
 */
@NullMarked
package io.portreeve.controls;

import org.jspecify.annotations.NullMarked;
