/** The way to the tools: a gateway, and what a client of revision 2026-07-28 says to it. */
@NullMarked
package io.portreeve.agent.tools;

import org.jspecify.annotations.NullMarked;
