package io.portreeve.gateway.credentials;

import io.portreeve.gateway.upstream.UpstreamCredential;

/** The token in a credential that is one. */
final class Bearer {
  private static final String SCHEME = "Bearer ";

  private Bearer() {}

  static String of(UpstreamCredential.Granted granted) {
    String field = granted.fields().first("authorization").orElse("");
    return field.startsWith(SCHEME) ? field.substring(SCHEME.length()) : "";
  }
}
