package io.portreeve.controls;

import io.portreeve.controls.text.Percent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What servers may take the address of a resource for: itself, and what remains when escapes are
 * undone, backslashes are slashes, segments that say nothing are gone, scheme and host are lower
 * case, and a query, fragment or last slash does not count.
 *
 * <p>For finding whether something forbidden is meant; nothing is ever sent in such a form.
 */
public final class AddressReadings {
  private static final int ROUNDS = 3;

  private AddressReadings() {}

  /** All readings, the address as it is first. */
  public static Set<String> of(String address) {
    Set<String> readings = new LinkedHashSet<>();
    readings.add(address);
    String reading = address;
    for (int round = 0; round <= ROUNDS; round++) {
      String plain = plain(reading.replace('\\', '/'));
      readings.add(plain);
      readings.add(withoutEnd(plain));
      readings.add(plain(withoutEnd(reading)));
      reading = Percent.decode(reading);
    }
    return readings;
  }

  private static String withoutEnd(String address) {
    String bare = address.split("[?#]", 2)[0];
    return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
  }

  private static String plain(String address) {
    int colon = address.indexOf(':');
    if (colon < 0) {
      return address;
    }
    String scheme = address.substring(0, colon).toLowerCase(Locale.ROOT);
    String rest = address.substring(colon + 1);
    boolean file = scheme.equals("file");
    if (!rest.startsWith("//")) {
      return scheme + ":" + (file && rest.startsWith("/") ? "//" : "") + path(rest);
    }
    int end = rest.indexOf('/', 2);
    String host = rest.substring(2, end < 0 ? rest.length() : end).toLowerCase(Locale.ROOT);
    String named = file && host.equals("localhost") ? "" : host;
    return scheme + "://" + named + (end < 0 ? "" : path(rest.substring(end)));
  }

  private static String path(String path) {
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
