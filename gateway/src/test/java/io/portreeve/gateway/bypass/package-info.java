/**
 * Ways in which guards between clients and servers of MCP have been bypassed, each tried on the
 * whole gateway over the loopback interface and named after the bypass.
 *
 * <p>The first ten classes are the thirty bypasses that were found in other gateways:
 *
 * <table>
 * <caption>Known bypasses</caption>
 * <tr><td>1–5<td>lists that do not look like lists, tools that may not be called: {@link
 *     io.portreeve.gateway.bypass.ListFilterBypassTest}
 * <tr><td>6, 30<td>other entry points, other traffic: {@link
 *     io.portreeve.gateway.bypass.EntryPointBypassTest}
 * <tr><td>7, 8<td>rewrites between check and use, header against body: {@link
 *     io.portreeve.gateway.bypass.RewriteBypassTest}
 * <tr><td>9, 10, 12<td>errors, notifications and resources: {@link
 *     io.portreeve.gateway.bypass.ServerTextBypassTest}
 * <tr><td>13, 14<td>a store that is down, a guard that cannot judge: {@link
 *     io.portreeve.gateway.bypass.FailureBypassTest}
 * <tr><td>17, 18<td>drifted and renamed definitions: {@link
 *     io.portreeve.gateway.bypass.PinBypassTest}
 * <tr><td>22, 23<td>denials and records that are lost: {@link
 *     io.portreeve.gateway.bypass.AuditBypassTest}
 * <tr><td>24, 25<td>addresses and paths: {@link
 *     io.portreeve.gateway.bypass.ArgumentBypassTest}
 * <tr><td>27<td>credentials in logs: {@link io.portreeve.gateway.bypass.CredentialBypassTest}
 * <tr><td>29<td>names given twice: {@link io.portreeve.gateway.bypass.DuplicateKeyBypassTest}
 * </table>
 *
 * <p>Not in this version, because the control is not: 11, secrets in content that is no text; 15, a
 * model as a judge; 16 and 19 to 21, approvals; 24 as far as OAuth and client registration go; 26,
 * a selection of secrets for a server (a configuration names each secret); 28, several nodes.
 *
 * <p>The other classes are side doors of this very code.
 */
@NullMarked
package io.portreeve.gateway.bypass;

import org.jspecify.annotations.NullMarked;
