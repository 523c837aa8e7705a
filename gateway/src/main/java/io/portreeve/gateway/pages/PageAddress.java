package io.portreeve.gateway.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a page of ours is, with a query that says what was meant, whatever its values are.
 *
 * @param text as a link has it
 */
public record PageAddress(String text) {

  /** One without a query. */
  public static PageAddress of(String path) {
    return new PageAddress(path);
  }

  /** The same with one more parameter. */
  public PageAddress with(String name, String value) {
    String before = text.indexOf('?') < 0 ? "?" : "&";
    return new PageAddress(
        text + before + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
  }
}
