package io.portreeve.controls;

import io.portreeve.controls.text.Readings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What servers may take the address of a resource for: itself, and what remains when escapes are
 * undone, compatibility characters folded, backslashes are slashes, segments that say nothing are
 * gone, scheme and host are lower case, and neither a query, a fragment, parameters, a user, the
 * usual port, nor slashes, dots and blanks at an end count.
 *
 * <p>For finding whether something forbidden is meant; nothing is ever sent in such a form.
 */
public final class AddressReadings {
  private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");

  private static final Map<String, String> USUAL_PORTS =
      Map.of("http:", ":80", "https:", ":443", "ws:", ":80", "wss:", ":443");

  /** The unnamed stream of a file of Windows is the file. */
  private static final Pattern STREAM = Pattern.compile("(?i)::\\$[a-z_]*$");

  private AddressReadings() {}

  /** All readings, the address as it is first. */
  public static SequencedSet<String> of(String address) {
    SequencedSet<String> readings = new LinkedHashSet<>();
    readings.add(address);
    Readings.of(address).forEach(reading -> slashed(readings, reading));
    return readings;
  }

  private static void slashed(Set<String> readings, String reading) {
    String slashed = reading.replace('\\', '/');
    String bare = slashed.split("[?#]", 2)[0];
    readings.add(Parts.of(slashed).plain());
    readings.add(Parts.of(bare).ended());
    readings.add(Parts.of(PARAMETERS.matcher(bare).replaceAll("")).ended());
  }

  /** An address, taken apart; what has no scheme is all path. */
  private record Parts(String scheme, String host, String path) {
    static Parts of(String address) {
      int colon = address.indexOf(':');
      if (colon < 0) {
        return new Parts("", "", address);
      }
      String scheme = address.substring(0, colon).toLowerCase(Locale.ROOT) + ":";
      String rest = address.substring(colon + 1);
      boolean file = scheme.equals("file:");
      if (!rest.startsWith("//")) {
        return new Parts(scheme, file && rest.startsWith("/") ? "//" : "", rest);
      }
      int slash = rest.indexOf('/', 2);
      int end = slash < 0 ? rest.length() : slash;
      String host = rest.substring(0, end).toLowerCase(Locale.ROOT);
      boolean here = file && host.equals("//localhost");
      return new Parts(scheme, here ? "//" : host, rest.substring(end));
    }

    String plain() {
      return scheme.isEmpty() ? path : scheme + host + straight(path);
    }

    /** Without what servers, resolvers and file systems leave out at the end of a name. */
    String ended() {
      String file = STREAM.matcher(path).replaceAll("");
      return new Parts(scheme, hostName(), withoutEnd(file, "/. ")).plain();
    }

    private String hostName() {
      if (host.isEmpty()) {
        return host;
      }
      String name = host.substring(Math.max(2, host.lastIndexOf('@') + 1));
      int colon = name.lastIndexOf(':');
      String port = colon > name.lastIndexOf(']') ? name.substring(colon) : "";
      boolean usual = port.equals(":") || port.equals(USUAL_PORTS.get(scheme));
      String bare = withoutEnd(name.substring(0, name.length() - port.length()), ".");
      return "//" + bare + (usual ? "" : port);
    }
  }

  private static String withoutEnd(String text, String end) {
    int length = text.length();
    while (length > 0 && end.indexOf(text.charAt(length - 1)) >= 0) {
      length--;
    }
    return text.substring(0, length);
  }

  private static String straight(String path) {
    List<String> segments = new ArrayList<>();
    String[] all = path.split("/", -1);
    for (int i = 0; i < all.length; i++) {
      boolean edge = i == 0 || i == all.length - 1;
      if (edge || !(all[i].isEmpty() || all[i].equals("."))) {
        segments.add(all[i]);
      }
    }
    return String.join("/", segments);
  }
}
