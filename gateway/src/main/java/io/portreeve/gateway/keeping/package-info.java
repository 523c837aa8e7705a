/** What is kept in memory for a while: how much of it, and how long it is believed. */
@NullMarked
package io.portreeve.gateway.keeping;

import org.jspecify.annotations.NullMarked;
