/**
 * What a configuration file may say, as values: a {@link Key} is described once, and from that one
 * description come the reader, the error messages, the suggestions, the JSON Schema, the reference
 * page and the answer to "is this change weaker". Nothing here knows what Portreeve is; no type of
 * the YAML library leaves this package.
 */
@NullMarked
package io.portreeve.gateway.config.form;

import org.jspecify.annotations.NullMarked;
