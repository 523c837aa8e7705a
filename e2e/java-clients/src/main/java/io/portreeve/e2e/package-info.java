/**
 * Java MCP clients that do what a script says.
 *
 * <p>Each program reads one file, {@code {"target": …, "script": [step, …]}}, and prints one JSON
 * array with a result for each step. A call that fails is a result too; a program that cannot
 * connect ends with an error.
 */
package io.portreeve.e2e;
