package io.portreeve.gateway.console;

import io.portreeve.gateway.config.ConsoleRole;
import java.util.Optional;

/**
 * Where a page of the console is, and for whom.
 *
 * @param path below {@code /console/}, which no other page has
 * @param menu what the navigation calls it; empty if another page leads to it
 * @param role what somebody has to be who opens it
 */
public record Place(String path, Optional<String> menu, ConsoleRole role) {

  /** One that the navigation leads to. */
  public static Place inMenu(String path, String title, ConsoleRole role) {
    return new Place(path, Optional.of(title), role);
  }

  /** One that other pages lead to. */
  public static Place behind(String path, ConsoleRole role) {
    return new Place(path, Optional.empty(), role);
  }
}
