package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Form;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Parsed;
import io.portreeve.gateway.config.form.Scalar;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import io.portreeve.guard.Actor;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Principal.Authentication;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Somebody who wants something, and what the policy is expected to say to that.
 *
 * @param name what the case shows, unique in its table
 * @param related by object, as {@code TYPE:ID}: what the principal is to it
 * @param endpoint the endpoint that it comes to; empty: none with a name
 * @param rule the rule that is expected to decide; empty: any
 * @param reason the reason that is expected; empty: any
 */
public record PolicyCase(
    String name,
    String principal,
    List<String> roles,
    Authentication authentication,
    Optional<String> client,
    List<String> actors,
    List<String> scopes,
    List<String> groups,
    String peer,
    Instant time,
    Phase phase,
    Optional<String> endpoint,
    String server,
    Optional<String> tool,
    Optional<String> prompt,
    Optional<String> resource,
    JsonObject args,
    Map<String, String> related,
    Expected expect,
    Optional<String> rule,
    Optional<Reason> reason) {

  /** What the policy says. */
  public enum Expected {
    /** Somebody may. */
    ALLOW,
    /** Nobody of that kind may. */
    DENY,
    /** Only if a person says so. */
    APPROVAL
  }

  /** Whoever it is that wants it. */
  public Principal sender() {
    return new Principal(
        principal,
        Set.copyOf(roles),
        authentication,
        Set.copyOf(groups),
        Set.copyOf(scopes),
        new Delegation(client.map(Client::new), actors.stream().map(Actor::new).toList()));
  }

  static final Key<PolicyCase, String> NAME =
      Key.required(
          "name", Forms.text(), PolicyCase::name, Strength.neutral(), "What the case shows.");
  static final Key<PolicyCase, String> PRINCIPAL =
      Key.of(
          "principal",
          Scalars.principal(),
          "somebody",
          PolicyCase::principal,
          Strength.neutral(),
          "Who wants it: `principal.id` of conditions.");
  static final Key<PolicyCase, List<String>> ROLES =
      Key.of(
          "roles",
          Forms.list(Scalars.role()),
          List.of(),
          PolicyCase::roles,
          Strength.neutral(),
          "The roles of the principal: a case says them, no key or certificate is looked at.");
  static final Key<PolicyCase, Authentication> AUTHENTICATION =
      Key.of(
          "authentication",
          Forms.oneOf(Authentication.class),
          Authentication.API_KEY,
          PolicyCase::authentication,
          Strength.neutral(),
          "How the principal came in: `principal.authentication` of conditions.");
  static final Key<PolicyCase, Optional<String>> CLIENT =
      Key.optional(
          "client",
          Scalars.client(),
          PolicyCase::client,
          Strength.neutral(),
          "The client it comes with; absent, one that no credential names.");
  static final Key<PolicyCase, List<String>> ACTORS =
      Key.of(
          "actors",
          Forms.list(Scalars.client()),
          List.of(),
          PolicyCase::actors,
          Strength.neutral(),
          "Who acts for the principal, the one who acts now first.");
  static final Key<PolicyCase, List<String>> SCOPES =
      Key.of(
          "scopes",
          Forms.list(Scalars.scope()),
          List.of(),
          PolicyCase::scopes,
          Strength.neutral(),
          "The scopes that the token grants.");
  static final Key<PolicyCase, List<String>> GROUPS =
      Key.of(
          "groups",
          Forms.list(Scalars.claimValue()),
          List.of(),
          PolicyCase::groups,
          Strength.neutral(),
          "The groups that the issuer puts the principal in.");
  static final Key<PolicyCase, String> PEER =
      Key.of(
          "peer",
          Forms.text(),
          "127.0.0.1",
          PolicyCase::peer,
          Strength.neutral(),
          "The address it comes from.");
  static final Key<PolicyCase, Instant> TIME =
      Key.of(
          "time",
          instant(),
          Instant.parse("2026-01-05T12:00:00Z"),
          PolicyCase::time,
          Strength.neutral(),
          "When it is asked; the default is a Monday, noon.");
  static final Key<PolicyCase, Phase> PHASE =
      Key.of(
          "phase",
          Forms.oneOf(Phase.class),
          Phase.CALL,
          PolicyCase::phase,
          Strength.neutral(),
          "`discover`: whether it is listed. `call`: whether it may be used, which it may only if"
              + " it is listed, too.");
  static final Key<PolicyCase, Optional<String>> TOOL =
      thing("tool", PolicyCase::tool, "The tool that is wanted, by the server's own name.");
  static final Key<PolicyCase, Optional<String>> PROMPT =
      thing("prompt", PolicyCase::prompt, "The prompt that is wanted.");
  static final Key<PolicyCase, Optional<String>> RESOURCE =
      thing("resource", PolicyCase::resource, "The address of the resource that is wanted.");
  static final Key<PolicyCase, JsonObject> ARGS =
      Key.of(
          "args",
          Forms.json("a mapping of arguments"),
          JsonObject.empty(),
          PolicyCase::args,
          Strength.neutral(),
          "The arguments, as a client sends them. Conditions see in `args` what the server would get:"
              + " the canonical form of those that the configuration declares a kind for.");
  static final Key<PolicyCase, Map<String, String>> RELATED =
      Key.of(
          "related",
          Forms.entries(
              Forms.matching("[a-z][a-z0-9-]{0,63}:\\S.*", "an object such as `document:7`"),
              ObjectSettings.relation()),
          Map.of(),
          PolicyCase::related,
          Strength.neutral(),
          "What the principal is to objects, as in `{\"document:7\": viewer}`: a case says it, no"
              + " store is asked.");
  static final Key<PolicyCase, Expected> EXPECT =
      Key.required(
          "expect",
          Forms.oneOf(Expected.class),
          PolicyCase::expect,
          Strength.neutral(),
          "What the policy is to say.");
  static final Key<PolicyCase, Optional<Reason>> REASON =
      Key.optional(
          "reason",
          Forms.choice(reasons(), Reason::wire),
          PolicyCase::reason,
          Strength.neutral(),
          "Why it is to say so.");

  /** The cases that can be written about these rules. */
  static Section<PolicyCase> section(
      List<String> endpoints, List<String> servers, List<String> rules) {
    Key<PolicyCase, Optional<String>> endpoint =
        Key.optional(
            "endpoint",
            Forms.among(
                endpoints, "the name of an endpoint", "is no endpoint of the configuration"),
            PolicyCase::endpoint,
            Strength.neutral(),
            "The endpoint that it comes to; absent, `endpoint` of conditions is empty.");
    Key<PolicyCase, String> server =
        Key.required(
            "server",
            Forms.among(servers, "the id of a server", "is no server of the configuration"),
            PolicyCase::server,
            Strength.neutral(),
            "The server that has it.");
    Key<PolicyCase, Optional<String>> rule =
        Key.optional(
            "rule",
            Forms.among(rules, "the name of a rule", "is no rule of the configuration"),
            PolicyCase::rule,
            Strength.neutral(),
            "The rule that is to decide.");
    return Section.of(
            "a case",
            values -> of(values, endpoint, server, rule),
            NAME,
            PRINCIPAL,
            ROLES,
            AUTHENTICATION,
            CLIENT,
            ACTORS,
            SCOPES,
            GROUPS,
            PEER,
            TIME,
            PHASE,
            endpoint,
            server,
            TOOL,
            PROMPT,
            RESOURCE,
            ARGS,
            RELATED,
            EXPECT,
            rule,
            REASON)
        .check(PolicyCase::oneThing, TOOL, PROMPT, RESOURCE)
        .check(PolicyCase::argumentsAtTheCall, PHASE, ARGS);
  }

  private static void oneThing(Values values, Spot spot) {
    long things =
        Stream.of(TOOL, PROMPT, RESOURCE).filter(key -> values.get(key).isPresent()).count();
    if (things != 1) {
      spot.problem(
          things == 0 ? "wants nothing" : "wants several things",
          "name one of `tool`, `prompt` and `resource`");
    }
  }

  private static void argumentsAtTheCall(Values values, Spot spot) {
    if (values.get(PHASE) == Phase.DISCOVER && values.get(ARGS).size() > 0) {
      spot.at(ARGS).problem("are not known when things are listed", "remove them");
    }
  }

  private static Key<PolicyCase, Optional<String>> thing(
      String name, Function<PolicyCase, Optional<String>> of, String says) {
    return Key.optional(name, Forms.text(), of, Strength.neutral(), says);
  }

  private static List<Reason> reasons() {
    return List.of(
        Reason.POLICY_ALLOWED,
        Reason.POLICY_DENIED,
        Reason.POLICY_NO_RULE,
        Reason.POLICY_ERROR,
        Reason.SCOPE_INSUFFICIENT,
        Reason.APPROVAL_REQUIRED,
        Reason.ARGUMENT_DANGEROUS);
  }

  private static Form<Instant> instant() {
    Scalar<String> text =
        Forms.matching(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "a time such as `2026-01-05T12:00:00Z`");
    return text.then(PolicyCase::parsed, Instant::toString);
  }

  private static Parsed<Instant> parsed(String text) {
    try {
      return Parsed.right(Instant.parse(text));
    } catch (DateTimeException impossible) {
      return Parsed.wrong("is no time", "write one such as `2026-01-05T12:00:00Z`");
    }
  }

  private static PolicyCase of(
      Values values,
      Key<PolicyCase, Optional<String>> endpoint,
      Key<PolicyCase, String> server,
      Key<PolicyCase, Optional<String>> rule) {
    return new PolicyCase(
        values.get(NAME),
        values.get(PRINCIPAL),
        values.get(ROLES),
        values.get(AUTHENTICATION),
        values.get(CLIENT),
        values.get(ACTORS),
        values.get(SCOPES),
        values.get(GROUPS),
        values.get(PEER),
        values.get(TIME),
        values.get(PHASE),
        values.get(endpoint),
        values.get(server),
        values.get(TOOL),
        values.get(PROMPT),
        values.get(RESOURCE),
        values.get(ARGS),
        values.get(RELATED),
        values.get(EXPECT),
        values.get(rule),
        values.get(REASON));
  }
}
