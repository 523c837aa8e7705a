package io.portreeve.gateway.config;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.config.form.Expression;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import io.portreeve.guard.Approver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One rule of the policy: what it is about, and under which condition it speaks. Whether it allows,
 * denies or asks for an approval is decided by the list it stands in.
 *
 * @param name its name in audit and messages, unique in the file
 * @param roles the roles it is about; empty: every authenticated principal
 * @param clients the clients it is about; empty: any
 * @param scopes what a token must grant before it allows; empty: nothing
 * @param servers the servers it is about; empty: all
 * @param tools the tools it is about
 * @param prompts the prompts it is about
 * @param resources the addresses of resources, and the templates, it is about
 * @param phases when it speaks
 * @param objects of a rule that allows, by type of object: what the principal must be to each that
 *     a use names, of which there must be one
 * @param when a condition in CEL; empty: always
 * @param shadow whether it is only tried: judged and recorded, and binding nobody
 * @param by of a rule that asks for an approval: whose; empty: it asks for none
 */
public record RuleSettings(
    String name,
    List<String> roles,
    List<Glob> clients,
    List<String> scopes,
    List<String> servers,
    List<Glob> tools,
    List<Glob> prompts,
    List<Glob> resources,
    List<Phase> phases,
    Map<String, String> objects,
    Optional<Expression> when,
    boolean shadow,
    Optional<Approver> by) {

  private static final List<Glob> ALL = List.of(new Glob("*"));

  static final Key<RuleSettings, String> NAME =
      Key.required(
          "name",
          Scalars.ruleName(),
          RuleSettings::name,
          Strength.neutral(),
          "The rule's name in audit and in `explain`, unique in the file.");
  static final Key<RuleSettings, List<String>> ROLES =
      Key.of(
          "roles",
          Forms.list(Scalars.role()),
          List.of(),
          RuleSettings::roles,
          Strength.unordered(),
          "The roles it is about, any of them; absent, every authenticated principal.");
  static final Key<RuleSettings, List<Glob>> CLIENTS =
      Key.of(
          "clients",
          Forms.list(Scalars.callers()),
          List.of(),
          RuleSettings::clients,
          Strength.unordered(),
          "The clients it is about, as `corp/desk`; `*` is any text. Absent, any client or none.");
  static final Key<RuleSettings, List<String>> SCOPES =
      Key.of(
          "scopes",
          Forms.list(Scalars.scope()),
          List.of(),
          RuleSettings::scopes,
          Strength.unordered(),
          "The scopes that a token must grant for a use; whoever lacks one sees the thing, and is"
              + " told to ask for them.");
  static final Key<RuleSettings, List<String>> SERVERS =
      Key.of(
          "servers",
          Forms.list(Scalars.server()),
          List.of(),
          RuleSettings::servers,
          Strength.unordered(),
          "The servers it is about; absent, all of them.");
  static final Key<RuleSettings, List<Glob>> TOOLS =
      Key.of(
          "tools",
          Forms.list(Scalars.ownName("tools")),
          List.of(),
          RuleSettings::tools,
          Strength.unordered(),
          "The tools it is about, by the server's own names; `*` stands for any characters.");
  static final Key<RuleSettings, List<Glob>> PROMPTS =
      Key.of(
          "prompts",
          Forms.list(Scalars.ownName("prompts")),
          List.of(),
          RuleSettings::prompts,
          Strength.unordered(),
          "The prompts it is about, by the server's own names.");
  static final Key<RuleSettings, List<Glob>> RESOURCES =
      Key.of(
          "resources",
          Forms.list(Scalars.pattern()),
          List.of(),
          RuleSettings::resources,
          Strength.unordered(),
          "The resources it is about, by address, and resource templates by their text.");
  static final Key<RuleSettings, List<Phase>> PHASES =
      Key.of(
          "phases",
          Forms.someOf(Forms.oneOf(Phase.class)),
          List.of(Phase.DISCOVER, Phase.CALL),
          RuleSettings::phases,
          Strength.unordered(),
          "When it speaks: `discover` decides who learns of a thing, `call` who may use it.");
  static final Key<RuleSettings, Map<String, String>> OBJECTS =
      Key.of(
          "objects",
          Forms.entries(ObjectSettings.type(), ObjectSettings.relation()),
          Map.of(),
          RuleSettings::objects,
          Strength.unordered(),
          "What the caller must be to every object of these types that a use names, as in"
              + " `{document: viewer}`.");
  static final Key<RuleSettings, Optional<Expression>> WHEN =
      Key.optional(
          "when",
          Forms.expression(),
          RuleSettings::when,
          Strength.unordered(),
          "A condition in CEL over principal, client, actors, server, labels, kind, name, peer,"
              + " time and args;"
              + " one over args is judged at the call only.");

  static final Key<RuleSettings, Boolean> SHADOW =
      Key.of(
          "shadow",
          Forms.truth(),
          false,
          RuleSettings::shadow,
          Strength.unordered(),
          "Only tries the rule: the log says what it would have changed, and it binds nobody.");

  static final Key<RuleSettings, Approver> BY =
      Key.required(
          "by",
          Forms.oneOf(Approver.class),
          rule -> rule.by().orElse(Approver.OPERATOR),
          Strength.unordered(),
          "Whose approval it asks for: that of `two-operators`, the `operator`'s, the user's on our `page`,"
              + " or the `user`'s in the client.");

  /** A rule that binds, and asks for no approval. */
  public RuleSettings(
      String name,
      List<String> roles,
      List<Glob> clients,
      List<String> scopes,
      List<String> servers,
      List<Glob> tools,
      List<Glob> prompts,
      List<Glob> resources,
      List<Phase> phases,
      Map<String, String> objects,
      Optional<Expression> when) {
    this(
        name,
        roles,
        clients,
        scopes,
        servers,
        tools,
        prompts,
        resources,
        phases,
        objects,
        when,
        false,
        Optional.empty());
  }

  /** The keys in which another rule differs. */
  public List<String> differing(RuleSettings other) {
    return Stream.of(ALLOW, APPROVE)
        .flatMap(section -> section.keys().stream())
        .distinct()
        .filter(key -> !key.of().apply(this).equals(key.of().apply(other)))
        .map(Key::name)
        .toList();
  }

  /** The same rule in force. */
  public RuleSettings inForce() {
    return new RuleSettings(
        name, roles, clients, scopes, servers, tools, prompts, resources, phases, objects, when,
        false, by);
  }

  /** A rule that allows: it says what, because nothing is allowed unawares. */
  static final Section<RuleSettings> ALLOW =
      Section.of(
              "a rule that allows",
              values -> of(values, values.get(SCOPES), values.get(OBJECTS)),
              NAME,
              ROLES,
              CLIENTS,
              SCOPES,
              SERVERS,
              TOOLS,
              PROMPTS,
              RESOURCES,
              PHASES,
              OBJECTS,
              WHEN,
              SHADOW)
          .check(
              (values, spot) -> {
                if (values.get(TOOLS).isEmpty()
                    && values.get(PROMPTS).isEmpty()
                    && values.get(RESOURCES).isEmpty()) {
                  spot.problem(
                      "allows nothing",
                      "name `tools`, `prompts` or `resources`; \"*\" is all of them");
                }
              },
              TOOLS,
              PROMPTS,
              RESOURCES);

  /** A rule that denies: about everything, where it names nothing. */
  static final Section<RuleSettings> DENY =
      Section.of(
          "a rule that denies",
          values -> of(values, List.of(), Map.of()).orEverything(),
          NAME,
          ROLES,
          CLIENTS,
          SERVERS,
          TOOLS,
          PROMPTS,
          RESOURCES,
          PHASES,
          WHEN,
          SHADOW);

  private RuleSettings orEverything() {
    return tools.isEmpty() && prompts.isEmpty() && resources.isEmpty()
        ? new RuleSettings(
            name, roles, clients, scopes, servers, ALL, ALL, ALL, phases, objects, when, shadow, by)
        : this;
  }

  /**
   * A rule that asks for an approval: of calls, since nothing else can be put before a person, and
   * of every tool, where it names none.
   */
  static final Section<RuleSettings> APPROVE =
      Section.of(
          "a rule that asks for an approval",
          values ->
              new RuleSettings(
                  values.get(NAME),
                  values.get(ROLES),
                  values.get(CLIENTS),
                  List.of(),
                  values.get(SERVERS),
                  values.get(TOOLS).isEmpty() ? ALL : values.get(TOOLS),
                  List.of(),
                  List.of(),
                  List.of(Phase.CALL),
                  Map.of(),
                  values.get(WHEN),
                  values.get(SHADOW),
                  Optional.of(values.get(BY))),
          NAME,
          BY,
          ROLES,
          CLIENTS,
          SERVERS,
          TOOLS,
          WHEN,
          SHADOW);

  /**
   * Whether it speaks of nothing that the other does not speak of, as far as the words alone say: a
   * pattern is within itself only, and so is a condition, or within none. An approval of the user's
   * is within one of the operator's.
   */
  boolean within(RuleSettings other) {
    return among(roles, other.roles)
        && among(clients, other.clients)
        && scopes.containsAll(other.scopes)
        && among(servers, other.servers)
        && other.tools.containsAll(tools)
        && other.prompts.containsAll(prompts)
        && other.resources.containsAll(resources)
        && other.phases.containsAll(phases)
        && objects.entrySet().containsAll(other.objects.entrySet())
        && (other.when.isEmpty() || other.when.equals(when))
        && by.stream()
            .allMatch(own -> other.by.filter(one -> one.stricter(own) == one).isPresent());
  }

  /** None named is all of them. */
  private static <T> boolean among(List<T> some, List<T> others) {
    return others.isEmpty() || (!some.isEmpty() && others.containsAll(some));
  }

  private static RuleSettings of(Values values, List<String> scopes, Map<String, String> objects) {
    return new RuleSettings(
        values.get(NAME),
        values.get(ROLES),
        values.get(CLIENTS),
        scopes,
        values.get(SERVERS),
        values.get(TOOLS),
        values.get(PROMPTS),
        values.get(RESOURCES),
        values.get(PHASES),
        objects,
        values.get(WHEN),
        values.get(SHADOW),
        Optional.empty());
  }
}
