/**
 * What the controls of arguments refuse of honest ones: measured on files that the caller gives.
 */
@NullMarked
package io.portreeve.lab.benign;

import org.jspecify.annotations.NullMarked;
