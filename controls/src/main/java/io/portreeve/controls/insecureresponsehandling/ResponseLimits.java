package io.portreeve.controls.insecureresponsehandling;

import io.portreeve.mcp.json.JsonString;
import io.portreeve.mcp.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * What an answer may hold at most.
 *
 * @param textBytes UTF-8 bytes of one text
 * @param blobBytes decoded bytes of one image, audio or binary resource
 * @param blocks content blocks, messages or contents of one answer
 * @param entries entries of one page of a list
 * @param uriSchemes schemes that links and resources may have, lower case; when empty, any but
 *     those that run, embed or start something, because servers name their resources by schemes of
 *     their own
 */
public record ResponseLimits(
    int textBytes, int blobBytes, int blocks, int entries, Set<String> uriSchemes) {
  private static final Set<String> ACTIVE_SCHEMES =
      Set.of(
          "javascript",
          "vbscript",
          "livescript",
          "data",
          "blob",
          "about",
          "jar",
          "view-source",
          "filesystem",
          "chrome",
          "shell",
          "mhtml",
          "mk",
          "its",
          "jnlp",
          "jnlps",
          "ldap",
          "ldaps",
          "smb",
          "intent",
          "search",
          "vscode",
          "vscode-insiders",
          "vscodium",
          "cursor",
          "windsurf",
          "zed",
          "jetbrains",
          "search-ms",
          "tel",
          "sms",
          "mailto");

  private static final int MOST_BYTES_PER_CHAR = 3;

  public ResponseLimits {
    uriSchemes = Set.copyOf(uriSchemes);
  }

  /** 1 MiB of text, 8 MiB of binary, 1,000 blocks, 10,000 entries, any scheme that runs nothing. */
  public static ResponseLimits defaults() {
    return new ResponseLimits(1 << 20, 8 << 20, 1_000, 10_000, Set.of());
  }

  /** Whether a text is short enough; few texts are so near the limit that they must be counted. */
  public boolean fits(String text) {
    return text.length() <= textBytes
        && (text.length() <= textBytes / MOST_BYTES_PER_CHAR
            || text.getBytes(StandardCharsets.UTF_8).length <= textBytes);
  }

  /** The same without decoding it: written, a text is never shorter, and nearly always fits. */
  boolean fits(JsonString text) {
    return JsonWriter.measure(text) <= textBytes || fits(text.value());
  }

  /** Whether a link or a resource may have this scheme; no scheme at all is never allowed. */
  boolean allows(String scheme) {
    return uriSchemes.isEmpty()
        ? !scheme.isEmpty() && !ACTIVE_SCHEMES.contains(scheme) && !scheme.startsWith("ms-")
        : uriSchemes.contains(scheme);
  }
}
