/** Measurements, side by side in one run. No number of them is a test. */
@NullMarked
package io.portreeve.bench;

import org.jspecify.annotations.NullMarked;
