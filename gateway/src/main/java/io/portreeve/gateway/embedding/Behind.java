package io.portreeve.gateway.embedding;

import io.portreeve.gateway.config.form.Node;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Place;
import io.portreeve.gateway.config.form.Problem;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the server is and what it asks for, put over what the file says of it. */
record Behind(String server, URI url, Pass pass) implements Overlay {
  private static final String SERVERS = "servers";
  private static final List<String> OF_A_PROGRAM = List.of("command", "environment", "directory");

  @Override
  public Node.Mapping over(Node.Mapping file, Consumer<Problem> problems) {
    Optional<Node> servers = file.get(SERVERS);
    if (servers.isPresent()
        && servers.get() instanceof Node.Mapping all
        && all.get(server).isPresent()
        && all.get(server).get() instanceof Node.Mapping one) {
      return file.with(SERVERS, all.with(server, reached(one)));
    }
    String path = Node.member(SERVERS, server);
    problems.accept(
        new Problem(
            Place.OUTSIDE,
            path,
            "is the server of this process, and the file does not have it",
            "write `" + path + ": {}` with what you want of it"));
    return file;
  }

  private Node.Mapping reached(Node.Mapping server) {
    Node.Mapping remote = server.without(OF_A_PROGRAM);
    String path = Node.member(server.path(), "headers");
    Node.Mapping headers =
        remote.get("headers").filter(Node.Mapping.class::isInstance).isPresent()
            ? (Node.Mapping) remote.get("headers").get()
            : new Node.Mapping(Place.OUTSIDE, path, List.of());
    return remote
        .with("url", text(remote, "url", url.toString()))
        .with(
            "headers", headers.with(Pass.FIELD, text(headers, Pass.FIELD, "text:" + pass.value())));
  }

  private static Node text(Node.Mapping parent, String key, String text) {
    return new Node.Text(Place.OUTSIDE, Node.member(parent.path(), key), text);
  }
}
