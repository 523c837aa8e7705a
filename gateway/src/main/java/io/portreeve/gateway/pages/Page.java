package io.portreeve.gateway.pages;

import io.portreeve.gateway.http.HttpFields;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A page of ours: whole without a script, in no frame of anybody's, kept by nobody, and silent to
 * where it leads about where it was.
 */
public final class Page {
  private static final String STYLE = new String(served("pages.css"), StandardCharsets.UTF_8);
  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + sha256(STYLE)
          + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final HttpFields COMMON =
      HttpFields.builder()
          .add("content-type", "text/html; charset=utf-8")
          .add("cache-control", "no-store")
          .add("x-frame-options", "DENY")
          .add("x-content-type-options", "nosniff")
          .add("referrer-policy", "no-referrer")
          .add("cross-origin-opener-policy", "same-origin")
          .build();
  private static final HttpFields FIELDS = COMMON.and("content-security-policy", POLICY);

  private Page() {}

  /** What browsers are told of a page that runs nothing. */
  public static HttpFields fields() {
    return FIELDS;
  }

  /**
   * What they are told of a page that runs one script, which may ask one address and write nothing
   * into the page.
   */
  public static HttpFields fields(String script, String asked) {
    return COMMON.and(
        "content-security-policy",
        POLICY
            + "; script-src "
            + script
            + "; connect-src "
            + asked
            + "; require-trusted-types-for 'script'; trusted-types 'none'");
  }

  /** A page that says one thing. */
  public static byte[] of(String title, Html... body) {
    Html main = Html.tag("main").holding(Html.tag("h1").holding(title), Html.all(body));
    return whole(title, Html.none(), main);
  }

  /** A page with more in its head. */
  public static byte[] whole(String title, Html head, Html body) {
    Html page =
        Html.tag("html")
            .with("lang", "en")
            .holding(
                Html.tag("head")
                    .holding(
                        Html.tag("meta").with("charset", "utf-8").alone(),
                        Html.tag("meta")
                            .with("name", "viewport")
                            .with("content", "width=device-width")
                            .alone(),
                        Html.tag("title").holding(title),
                        Html.style(STYLE),
                        head),
                Html.tag("body").holding(body));
    return ("<!DOCTYPE html>" + page.markup()).getBytes(StandardCharsets.UTF_8);
  }

  /** A file of ours that pages load. */
  public static byte[] served(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
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
