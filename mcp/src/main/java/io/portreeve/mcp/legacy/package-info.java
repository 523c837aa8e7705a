/**
 * Translation between the stateful revisions, 2024-11-05 to 2025-11-25, and the one model of
 * 2026-07-28 that the gateway judges. Pure functions of messages: whoever keeps the sessions calls
 * them. What the other revision cannot say is refused or left out, never made up.
 */
@NullMarked
package io.portreeve.mcp.legacy;

import org.jspecify.annotations.NullMarked;
