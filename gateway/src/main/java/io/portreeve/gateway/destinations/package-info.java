/**
 * Where connections of ours may go: the addresses that the operator wrote, vetted each time that a
 * name is looked up, and dialled as they were vetted.
 */
@NullMarked
package io.portreeve.gateway.destinations;

import org.jspecify.annotations.NullMarked;
