package io.portreeve.gateway.console.policy;

import static io.portreeve.gateway.pages.Html.tag;

import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.comparison.Caller;
import io.portreeve.gateway.config.CandidatePolicy;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.console.Place;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.denial.Denials;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.policy.ConditionReader;
import io.portreeve.gateway.policy.PolicyFault;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.PinState;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.ServerFindings;
import java.io.IOException;
import java.util.List;

/** The rules in force. An operator tries others here on what was recorded. */
public final class PolicyPage implements ConsolePage {
  static final String ADDRESS = "/console/policy";

  /** What the form is about. */
  private static final String TRIAL = "trial";

  private final Configuration configuration;
  private final Store store;
  private final AuditReader log;
  private final ServerFindings holding;
  private final Denials denials;

  /**
   * The rules of this configuration.
   *
   * @param holding which servers are in quarantine
   * @param denials know where its rules are written
   */
  public PolicyPage(
      Configuration configuration,
      Store store,
      AuditReader log,
      ServerFindings holding,
      Denials denials) {
    this.configuration = configuration;
    this.store = store;
    this.log = log;
    this.holding = holding;
    this.denials = denials;
  }

  @Override
  public Place place() {
    return Place.inMenu(ADDRESS, "Policy", ConsoleRole.OPERATOR);
  }

  @Override
  public Shown show(Visit visit, Parameters query) {
    return Shown.of(
        "Policy",
        new RulesText(configuration.policy(), denials).shown(),
        tag("h2").holding("Try other rules"),
        form(visit, ""));
  }

  private Html form(Visit visit, String text) {
    return visit.form(
        place().path(),
        TRIAL,
        tag("label").with("for", "rules").holding("The section policy, as a file has it"),
        tag("textarea")
            .with("id", "rules")
            .with("name", "rules")
            .with("rows", "14")
            .with("spellcheck", "false")
            .with("required")
            .with("aria-describedby", "rules-note")
            // The first line end behind the tag is none of the text.
            .holding("\n" + text),
        tag("p")
            .with("class", "small")
            .with("id", "rules-note")
            .holding(
                "It judges the calls that the newest files of the log hold, and is in force"
                    + " nowhere. Whether the file as a whole is right, portreeve check says."),
        tag("button").holding("Try them"));
  }

  @Override
  public Done submit(Visit visit, String subject, Parameters form) {
    String text = form.get("rules").orElse("");
    return new Done.Answered(
        switch (CandidatePolicy.read(text, configuration, new ConditionReader())) {
          case CandidatePolicy.Outcome.Refused(List<Problem> problems) ->
              wrong(visit, text, problems.stream().map(one -> one.render("line")).toList());
          case CandidatePolicy.Outcome.Read(Configuration candidate) ->
              tried(visit, text, candidate);
        });
  }

  private Shown wrong(Visit visit, String text, List<String> problems) {
    return new Shown(
        400,
        "Nothing was tried",
        Html.all(
            tag("div")
                .with("role", "alert")
                .holding(
                    tag("ul")
                        .with("class", "calls")
                        .holding(
                            problems.stream()
                                .map(VisibleText::line)
                                .map(one -> tag("li").holding(one))
                                .toList())),
            form(visit, text)));
  }

  private Shown tried(Visit visit, String text, Configuration candidate) {
    try {
      Trial trial =
          Trial.of(new Trial.Ground(configuration, log, holding, keys(), seen()), candidate);
      return Shown.of(
          "What these rules would mean",
          new TrialText(trial).shown(),
          tag("h2").holding("Try other rules"),
          form(visit, text));
    } catch (PolicyFault fault) {
      return wrong(visit, text, List.of(String.valueOf(fault.getMessage())));
    } catch (IOException unreadable) {
      return new Shown(
          503,
          "Not now",
          Html.paragraph("The audit log cannot be read; portreeve audit verify says where."));
    }
  }

  private List<Caller> keys() {
    return store.apiKeys().list().stream()
        .filter(key -> key.revoked().isEmpty())
        .map(key -> Caller.withKey(key.principal(), key.roles()))
        .distinct()
        .toList();
  }

  private List<PinName> seen() {
    return configuration.servers().keySet().stream()
        .flatMap(server -> store.pins().of(server).stream())
        .filter(pin -> pin.state() != PinState.SUPERSEDED)
        .map(pin -> pin.name())
        .distinct()
        .toList();
  }
}
