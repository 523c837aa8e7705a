package io.portreeve.gateway.config.form;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code env:NAME} or {@code file:PATH}, and {@code text:VALUE} where a value need not be secret.
 *
 * @param reader who reads what lies there
 */
record ReferenceForm(boolean plainAllowed, boolean secret, Reader reader)
    implements Form<Reference> {

  /** What looks like a path; a secret may look so, too. */
  private static final Pattern PATH =
      Pattern.compile("(~|\\.{1,2})?/.*|.*\\.(pem|crt|cer|der|key|p12|pfx|jks|txt)");

  /** Who reads what a reference leads to, and when. */
  enum Reader {
    /** The gateway at its start: it is part of the configuration, which changes with it. */
    START,
    /** The gateway, again and again: it has to be there, and may be renewed. */
    RENEWAL,
    /** Another program, where it need not be for a gateway to start. */
    ANOTHER
  }

  @Override
  public Optional<Reference> read(Node node, Reading reading) {
    if (!(node instanceof Node.Text(_, _, String text))) {
      Expected.report(node, expects(), reading);
      return Optional.empty();
    }
    Optional<Reference> reference = reference(text, reading.surroundings());
    if (reference.isEmpty()) {
      reading.problem(
          node,
          "is written here as it is (not shown)",
          PATH.matcher(text).matches()
              ? "if it is a path, write `file:` before it; if it was a secret, replace it"
              : "write " + expects() + " instead; if this was a secret, replace it");
      return Optional.empty();
    }
    return switch (reader) {
      case START -> {
        reading.refersTo(reference.get());
        yield reachable(node, reference.get(), reading);
      }
      case RENEWAL -> reachable(node, reference.get(), reading);
      case ANOTHER -> reference;
    };
  }

  private Optional<Reference> reference(String text, Surroundings surroundings) {
    if (text.matches("env:[A-Za-z_][A-Za-z0-9_]*")) {
      return Optional.of(new Reference.InEnvironment(text.substring("env:".length())));
    }
    if (text.startsWith("file:") && text.length() > "file:".length()) {
      return surroundings.path(text.substring("file:".length())).map(Reference.InFile::new);
    }
    return plainAllowed && text.startsWith("text:")
        ? Optional.of(new Reference.Plain(text.substring("text:".length())))
        : Optional.empty();
  }

  private Optional<Reference> reachable(Node node, Reference reference, Reading reading) {
    Optional<String> fault = reading.surroundings().follower().fault(reference, secret);
    fault.ifPresent(what -> reading.problem(node, what, Problem.NEEDED));
    return fault.isEmpty() ? Optional.of(reference) : Optional.empty();
  }

  @Override
  public Object write(Reference value) {
    return value.toString();
  }

  @Override
  public Map<String, Object> schema() {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "string");
    String env = "env:[A-Za-z_][A-Za-z0-9_]*|file:.+";
    schema.put("pattern", "^(?:" + env + (plainAllowed ? "|text:.*" : "") + ")$");
    return schema;
  }

  @Override
  public String expects() {
    return plainAllowed
        ? "`env:NAME`, `file:PATH`, or `text:VALUE` for what is no secret"
        : "`env:NAME` or `file:PATH`";
  }
}
