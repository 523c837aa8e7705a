/**
 * The Model Context Protocol as sealed types: what a message is, and nothing about who may send it.
 */
@NullMarked
package io.portreeve.mcp;

import org.jspecify.annotations.NullMarked;
