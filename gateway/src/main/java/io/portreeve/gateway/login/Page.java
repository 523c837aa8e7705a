package io.portreeve.gateway.login;

import io.portreeve.gateway.http.HttpFields;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A page of ours: whole without a script, in no frame of anybody's, kept by nobody, and silent to
 * where it leads about where it was.
 */
final class Page {
  private static final String STYLE =
      ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f4f5f7;color:#16202c}"
          + "main{max-width:30rem;margin:12vh auto;padding:2rem;background:#fff;"
          + "border:1px solid #d5dae1;border-radius:8px}"
          + "h1{font-size:1.35rem;margin:0 0 1rem}"
          + "label{display:block;margin:1rem 0 .25rem;font-weight:600}"
          + "input{box-sizing:border-box;width:100%;padding:.6rem;font:inherit;"
          + "border:1px solid #8794a5;border-radius:4px}"
          + "button,a.go{display:inline-block;margin-top:1.25rem;padding:.6rem 1.25rem;"
          + "font:inherit;font-weight:600;color:#fff;background:#0b5cad;border:0;"
          + "border-radius:4px;text-decoration:none;cursor:pointer}"
          + "summary{margin-top:1.5rem;cursor:pointer;color:#4b5866}"
          + "p.small{font-size:.875rem;color:#4b5866}"
          + "code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}"
          + "@media(prefers-color-scheme:dark){body{background:#12171d;color:#e3e8ee}"
          + "main{background:#1b222b;border-color:#364150}p.small,summary{color:#a3afbd}"
          + "input{background:#12171d;color:inherit}}";

  private static final HttpFields FIELDS =
      HttpFields.builder()
          .add("content-type", "text/html; charset=utf-8")
          .add("cache-control", "no-store")
          .add(
              "content-security-policy",
              "default-src 'none'; style-src 'sha256-"
                  + sha256(STYLE)
                  + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
          .add("x-frame-options", "DENY")
          .add("x-content-type-options", "nosniff")
          .add("referrer-policy", "no-referrer")
          .add("cross-origin-opener-policy", "same-origin")
          .build();

  private Page() {}

  static HttpFields fields() {
    return FIELDS;
  }

  /** A whole page; what is in it was escaped. */
  static byte[] of(String title, String body) {
    String page =
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width\"><title>"
            + escaped(title)
            + "</title><style>"
            + STYLE
            + "</style></head><body><main><h1>"
            + escaped(title)
            + "</h1>"
            + body
            + "</main></body></html>";
    return page.getBytes(StandardCharsets.UTF_8);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  static String paragraph(String text) {
    return "<p>" + escaped(text) + "</p>";
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("SHA-256 is not available", impossible);
    }
  }
}
