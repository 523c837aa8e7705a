package io.portreeve.gateway.http;

/**
 * One whole request, bounded and well-formed.
 *
 * <p>The path and query are as received: neither decoded nor normalised; their characters are those
 * RFC 3986 allows. The body is complete; the array is the handler's own.
 *
 * @param path begins with a slash, or is {@code *} for {@code OPTIONS *}
 * @param query without its question mark; empty if there is none
 */
// An array, for a body is handed over once and never copied or compared.
@SuppressWarnings("ArrayRecordComponent")
public record HttpRequest(
    String method, String path, String query, HttpFields headers, byte[] body, Peer peer) {}
