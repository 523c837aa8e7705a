package io.portreeve.controls.insecureinput;

import io.portreeve.controls.text.CanonicalText.Form;
import io.portreeve.mcp.Tool;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Guesses the kinds of a tool's arguments from their names, formats and surroundings.
 *
 * <p>Conservative: a wrong guess must not break an honest server, so a path without a root may be
 * any path that does not climb, a database name may need quotes, and what is not plain from the
 * schema is left alone. Schemas are the server's words: a server can hide an argument from this by
 * naming it otherwise, but gains nothing by it that it could not do to itself.
 */
public final class KindInference {
  private static final int DEEPEST = 5;
  private static final int MOST = 512;

  private static final Set<String> PATHS =
      Set.of(
          "path",
          "paths",
          "filepath",
          "filepaths",
          "filename",
          "filenames",
          "file",
          "files",
          "dir",
          "directory",
          "directories",
          "folder",
          "folders",
          "cwd",
          "dirname",
          "pathname");
  private static final Set<String> NOT_PATHS =
      Set.of("json", "xml", "x", "css", "key", "object", "query", "selector", "url", "uri");
  private static final Set<String> URLS =
      Set.of(
          "url",
          "urls",
          "link",
          "links",
          "href",
          "webhook",
          "callback",
          "website",
          "homepage",
          "endpoint",
          "feed");
  private static final Set<String> URIS = Set.of("uri", "uris");
  private static final Set<String> EMAILS = Set.of("email", "emails", "mailbox");
  private static final Set<String> ADDRESSEES =
      Set.of("to", "cc", "bcc", "from", "sender", "recipient", "recipients", "reply to", "replyto");
  private static final Set<String> STATEMENTS =
      Set.of("sql", "statement", "statements", "query", "queries");
  private static final Set<String> COMMANDS =
      Set.of("command", "commands", "cmd", "shell", "script", "bash", "powershell", "commandline");
  private static final Set<String> TABLES =
      Set.of("table", "tables", "column", "columns", "schema", "view");
  private static final Set<String> SUBJECTS = Set.of("subject", "email subject", "mail subject");
  private static final Set<String> HOSTS = Set.of("host", "hosts", "hostname", "hostnames");
  private static final Set<String> NETWORK_WORDS =
      Set.of("server", "dns", "network", "ping", "traceroute", "whois", "ssh", "address", "port ");
  private static final Set<String> NAMES = Set.of("name", "names");
  private static final Set<String> REFS =
      Set.of("branch", "branches", "ref", "refs", "revision", "commit", "sha", "target", "remote");
  private static final Set<String> VERSION_WORDS = Set.of("git", "repositor");
  private static final Set<String> IDS = Set.of("id", "ids", "uuid", "guid");
  private static final Set<String> MAIL_SIBLINGS = Set.of("body", "cc", "bcc");
  private static final UrlSchemes WEB = new UrlSchemes.Only(Set.of("http", "https", "ws", "wss"));

  private final String about;
  private final SchemaViews views;
  private final List<Inference> found = new ArrayList<>();

  private KindInference(String about, SchemaViews views) {
    this.about = about;
    this.views = views;
  }

  /** One inference for each argument of {@code tool} that can hold text. */
  public static List<Inference> of(Tool tool) {
    String about = tool.name().value().replace('_', ' ') + " " + tool.description().orElse("");
    KindInference inference =
        new KindInference(about.toLowerCase(Locale.ROOT), new SchemaViews(tool.inputSchema()));
    inference.object(tool.inputSchema(), "", 0);
    return List.copyOf(inference.found);
  }

  private void object(JsonObject schema, String at, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    for (JsonObject view : views.of(schema)) {
      view.object("properties").ifPresent(properties -> properties(properties, at, depth));
    }
  }

  private void properties(JsonObject properties, String at, int depth) {
    Set<String> siblings = Set.copyOf(properties.names());
    for (JsonMember property : properties) {
      if (property.value() instanceof JsonObject value && found.size() < MOST) {
        String pointer = at + "/" + property.name().replace("~", "~0").replace("/", "~1");
        argument(property.name(), value, siblings, pointer, depth);
      }
    }
  }

  private void argument(
      String name, JsonObject schema, Set<String> siblings, String at, int depth) {
    if (schema.has("enum") || schema.has("const") || depth > DEEPEST) {
      return;
    }
    object(schema, at, depth + 1);
    for (JsonObject view : views.of(schema)) {
      view.object("items")
          .ifPresent(items -> argument(name, items, siblings, at + "/*", depth + 1));
    }
    if (type(schema, "string")) {
      found.add(text(NameWords.of(name), schema, siblings, at));
    }
  }

  /** Whether it can be of that type; what says nothing of types, and has no members, is text. */
  private boolean type(JsonObject schema, String type) {
    Set<JsonObject> all = views.of(schema);
    if (all.stream().noneMatch(view -> view.has("type"))) {
      boolean object = all.stream().anyMatch(view -> view.has("properties"));
      return type.equals(object ? "object" : "string");
    }
    return all.stream()
        .flatMap(view -> view.get("type").stream())
        .anyMatch(declared -> names(declared, JsonString.of(type)));
  }

  private static boolean names(Json declared, JsonString type) {
    return declared.equals(type)
        || (declared instanceof JsonArray types && types.stream().anyMatch(type::equals));
  }

  private Inference text(NameWords name, JsonObject schema, Set<String> siblings, String at) {
    String format =
        views.of(schema).stream()
            .flatMap(view -> view.string("format").stream())
            .findFirst()
            .orElse("");
    String words = schema.string("description").orElse("").toLowerCase(Locale.ROOT);
    return byFormat(format, at)
        .or(() -> freeForm(name, words, at))
        .or(() -> address(name, words, siblings, at))
        .or(() -> path(name, schema, words, at))
        .or(() -> database(name, words, siblings, at))
        .or(() -> word(name, words, siblings, at))
        .or(() -> id(name, at))
        .orElseGet(() -> new Inference.Unknown(at, "neither name nor format says what it is"));
  }

  private static Optional<Inference> byFormat(String format, String at) {
    String why = "format `" + format + "`";
    return switch (format) {
      case "email", "idn-email" -> inferred(at, new ArgumentKind.Email(1), why);
      case "uri", "iri", "url" -> inferred(at, foreign(), why);
      case "uri-reference", "iri-reference" -> inferred(at, foreign(), why);
      case "uuid", "date", "date-time", "time", "duration", "ipv4", "ipv6", "hostname", "regex" ->
          Optional.of(new Inference.Unknown(at, why + " needs no more than its schema"));
      default -> Optional.empty();
    };
  }

  private Optional<Inference> freeForm(NameWords name, String words, String at) {
    boolean sql = name.has(Set.of("sql")) || (name.endsIn(STATEMENTS) && speaksOfSql(words));
    if (sql || name.endsIn(COMMANDS)) {
      String what = sql ? "a whole SQL statement" : "a whole command";
      String why = "free-form: " + what + " needs a policy or an approval";
      return Optional.of(new Inference.FreeForm(at, new ArgumentKind.PlainText(Form.AS_IS), why));
    }
    return Optional.empty();
  }

  private boolean speaksOfSql(String words) {
    return words.contains("sql") || about.contains("sql") || about.contains("database");
  }

  private Optional<Inference> address(
      NameWords name, String words, Set<String> siblings, String at) {
    if (name.endsIn(URLS)) {
      return inferred(at, new ArgumentKind.Url(WEB, Reach.PUBLIC_ONLY, true), "its name");
    }
    if (name.endsIn(URIS)) {
      return inferred(at, foreign(), "its name");
    }
    boolean mailbox = name.endsIn(EMAILS) || name.is(Set.of("email address", "mail address"));
    boolean addressee =
        name.is(ADDRESSEES)
            && (words.contains("mail") || mail(siblings))
            && (words.isEmpty() || words.contains("mail") || words.contains("recipient"));
    if (mailbox || addressee) {
      return inferred(
          at, new ArgumentKind.Email(100), mailbox ? "its name" : "its name, in a mail");
    }
    if (name.is(SUBJECTS) && (words.contains("mail") || mail(siblings))) {
      return inferred(at, new ArgumentKind.Line(), "its name, in a mail");
    }
    return Optional.empty();
  }

  /** What tools put behind the name of a program: hosts that are pinged, branches checked out. */
  private Optional<Inference> word(NameWords name, String words, Set<String> siblings, String at) {
    boolean host =
        name.endsIn(HOSTS) && (siblings.contains("port") || speaksOf(words, NETWORK_WORDS));
    boolean named = name.endsIn(REFS) || (name.endsIn(NAMES) && name.has(REFS));
    boolean ref = named && speaksOf(words, VERSION_WORDS);
    return host || ref
        ? inferred(at, new ArgumentKind.ShellWord(false), host ? "its name" : "its name, at git")
        : Optional.empty();
  }

  /** No honest id goes on as SQL, whatever is made of it. */
  private static Optional<Inference> id(NameWords name, String at) {
    return name.endsIn(IDS)
        ? inferred(at, new ArgumentKind.SqlLiteral(false), "its name: no id reads as SQL")
        : Optional.empty();
  }

  private boolean speaksOf(String words, Set<String> any) {
    return any.stream().anyMatch(word -> words.contains(word) || about.contains(word));
  }

  /** A subject alone is as well one of a payment. */
  private boolean mail(Set<String> siblings) {
    return siblings.stream().anyMatch(MAIL_SIBLINGS::contains)
        || (siblings.contains("subject") && about.contains("mail"));
  }

  private static Optional<Inference> path(
      NameWords name, JsonObject schema, String words, String at) {
    boolean content =
        schema.has("contentEncoding")
            || schema.has("contentMediaType")
            || words.contains("base64")
            || words.contains("content of")
            || words.contains("contents of");
    boolean path = name.endsIn(PATHS) && !name.has(NOT_PATHS) && !content;
    return path
        ? inferred(
            at,
            new ArgumentKind.PathUnderRoot(List.of()),
            "its name; declare a root to hold it there")
        : Optional.empty();
  }

  /** Who takes a condition beside the name of a table puts both into a statement. */
  private Optional<Inference> database(
      NameWords name, String words, Set<String> siblings, String at) {
    boolean named = name.endsIn(TABLES) || (name.endsIn(NAMES) && name.has(TABLES));
    return named && (speaksOfSql(words) || siblings.contains("where"))
        ? inferred(at, new ArgumentKind.SqlIdentifier(false), "its name, at a database")
        : Optional.empty();
  }

  private static ArgumentKind foreign() {
    return new ArgumentKind.Url(new UrlSchemes.NotActive(), Reach.PUBLIC_ONLY, true);
  }

  private static Optional<Inference> inferred(String at, ArgumentKind kind, String why) {
    return Optional.of(new Inference.Inferred(at, kind, why));
  }
}
