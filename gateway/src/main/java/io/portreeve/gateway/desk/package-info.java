/**
 * One person at a desk: the configuration files of AI clients, and what stands in them once
 * Portreeve is in front of their servers. Nothing here starts a server or speaks to one.
 */
@NullMarked
package io.portreeve.gateway.desk;

import org.jspecify.annotations.NullMarked;
