/**
 * Models that the operator runs and that are asked, over HTTP, whether texts look like orders to a
 * model.
 */
@NullMarked
package io.portreeve.gateway.classifiers;

import org.jspecify.annotations.NullMarked;
