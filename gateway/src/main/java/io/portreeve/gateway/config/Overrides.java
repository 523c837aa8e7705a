package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Node;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Place;
import io.portreeve.gateway.config.form.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Options of the command line that stand in for keys of the file.
 *
 * @param listen in place of {@code listen}
 * @param data in place of {@code data}
 * @param upstream the address of the only server, in place of how the file reaches it
 */
public record Overrides(Optional<String> listen, Optional<String> data, Optional<String> upstream)
    implements Overlay {
  /** None at all. */
  public static final Overrides NONE =
      new Overrides(Optional.empty(), Optional.empty(), Optional.empty());

  private static final List<String> OF_A_PROGRAM = List.of("command", "environment", "directory");

  @Override
  public Node.Mapping over(Node.Mapping file, Consumer<Problem> problems) {
    Node.Mapping over = file;
    over = set(over, Configuration.LISTEN.name(), listen);
    over = set(over, Configuration.DATA.name(), data);
    return upstream.isPresent() ? reached(over, upstream.get(), problems) : over;
  }

  private static Node.Mapping set(Node.Mapping over, String key, Optional<String> value) {
    return value.map(text -> over.with(key, text(over, key, text))).orElse(over);
  }

  private static Node text(Node.Mapping parent, String key, String text) {
    return new Node.Text(Place.OUTSIDE, Node.member(parent.path(), key), text);
  }

  private static Node.Mapping reached(Node.Mapping file, String url, Consumer<Problem> problems) {
    Optional<Node> servers = file.get(Configuration.SERVERS.name());
    if (servers.isPresent()
        && servers.get() instanceof Node.Mapping all
        && all.entries().size() == 1
        && all.entries().getFirst().value() instanceof Node.Mapping only) {
      String id = all.entries().getFirst().key();
      Node.Mapping remote = only.without(OF_A_PROGRAM);
      return file.with(
          Configuration.SERVERS.name(), all.with(id, remote.with("url", text(remote, "url", url))));
    }
    problems.accept(
        new Problem(
            Place.OUTSIDE, "--upstream", "stands for the only server", "keep one in the file"));
    return file;
  }
}
