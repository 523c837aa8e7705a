package io.portreeve.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.JournalParts;
import io.portreeve.gateway.audit.JournalSettings;
import io.portreeve.gateway.audit.Shape;
import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.audit.Witness;
import io.portreeve.gateway.journey.Outcome;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.guard.Actor;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.Change;
import io.portreeve.guard.Client;
import io.portreeve.guard.Decision;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.EndpointId;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Revision;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records byte for byte as they stand in files, for whoever reads those by programs of his own. */
class RecordFormTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-29T22:57:45.411329831Z");
  private static final Instant RECORDED = Instant.parse("2026-11-29T22:57:45.411449123Z");
  private static final Secret KEY = Secret.ofText("0123456789abcdef0123456789abcdef");

  /** With whatever has to be escaped. */
  private static final String HOSTILE = "\"\\\n\u0007\u001f\u007f\u2028\u00fc\uD83D\uDE00/";

  private static final String ESCAPED = "\\\"\\\\\\n\\u0007\\u001f\u007f\u2028\u00fc\uD83D\uDE00/";

  private static final Principal ALICE =
      new Principal("alice", Set.of("staff", "admin"), Principal.Authentication.ACCESS_TOKEN)
          .granted(Set.of("b", "a"), Set.of())
          .through(
              new Delegation(
                  Optional.of(new Client("app")), List.of(new Actor("one"), new Actor("two"))));

  private final Path directory;
  private final AuditJournal journal;

  RecordFormTest(@TempDir Path directory) throws Exception {
    this.directory = directory;
    DataDirectory data = DataDirectory.open(directory);
    this.journal =
        AuditJournal.open(
            data,
            new JournalParts(
                SigningKey.ofSeed(KEY),
                JournalSettings.of(JournalSettings.Durability.PROCESS),
                InstantSource.fixed(RECORDED),
                Witness.none()));
  }

  @AfterEach
  void close() throws Exception {
    journal.close();
  }

  @Test
  void passedCall_withTheShapesOfItsArguments() throws Exception {
    trail(Redaction.shape(new Shape(KEY)::of))
        .decided(
            calling("{'q':'a','n':1.50,'l':[true,null,{}],'two words':0}"),
            new Judgement.Forward<>(
                Messages.callTool("read", "{}"),
                List.of(
                    said(Decision.Kind.PASS, Reason.POLICY_ALLOWED, ""),
                    said(Decision.Kind.PASS, Reason.NOT_CONCERNED, ""),
                    said(Decision.Kind.PASS, Reason.POLICY_ALLOWED, HOSTILE),
                    rewritten())));

    assertThat(record())
        .isEqualTo(
            """
            "kind":"decision","time":"2026-11-29T22:57:45.411449Z","exchange":"x-1",\
            "fields":{"principal":"alice","client":"app","actors":["one","two"],\
            "endpoint":"inner","peer":"127.0.0.1","revision":"2026-07-28","server":"files",\
            "method":"tools/call","authentication":"access-token",\
            "at":"2026-11-29T22:57:45.411329831Z","roles":["admin","staff"],"groups":["a","b"],\
            "tool":"read","verdict":"forward","values":"shape","arguments":{\
            "q":"string(1)#2ead17d325f3fced","n":"number#cfadebdcb6250a29",\
            "l":["boolean","null",{}],"name(9)#f7c89874a457cf9c":"number#29a2e564a22ed9bb"},"decisions":[\
            {"control":"AccessControlList","verdict":"pass","reason":"policy-allowed"},\
            {"control":"AccessControlList","verdict":"pass","reason":"policy-allowed",\
            "detail":"%s"},\
            {"control":"ResponseSanitization","verdict":"rewrite","reason":"response-sanitized",\
            "changes":[{"at":"/content/0/text","what":"tag","count":3}]}]}}\
            """
                .formatted(ESCAPED));
  }

  @Test
  void refusedCall_withItsArgumentsAsTheyCame_onOneLine() throws Exception {
    trail(Redaction.full())
        .decided(
            calling("{'q':\n'\\u0041',\r\n'n':1.50e+01}"),
            new Judgement.Refused<>(
                Reason.POLICY_DENIED,
                HOSTILE,
                List.of(said(Decision.Kind.DENY, Reason.POLICY_DENIED, "x".repeat(501)))));

    assertThat(record())
        .isEqualTo(
            """
            "kind":"decision","time":"2026-11-29T22:57:45.411449Z","exchange":"x-1",\
            "fields":{"principal":"alice","client":"app","actors":["one","two"],\
            "endpoint":"inner","peer":"127.0.0.1","revision":"2026-07-28","server":"files",\
            "method":"tools/call","authentication":"access-token",\
            "at":"2026-11-29T22:57:45.411329831Z","roles":["admin","staff"],"groups":["a","b"],\
            "tool":"read","verdict":"refuse","reason":"policy-denied","detail":"%s",\
            "values":"full","arguments":{"q": "\\u0041",  "n":1.50e+01},"decisions":[\
            {"control":"AccessControlList","verdict":"deny","reason":"policy-denied",\
            "detail":"%s… (501)"}]}}\
            """
                .formatted(ESCAPED, "x".repeat(500)));
  }

  @Test
  void outcome() throws Exception {
    trail(Redaction.full())
        .ended(
            calling("{}"),
            new Outcome(Outcome.Ending.UPSTREAM_FAILED, List.of(rewritten()), 2, 5, HOSTILE));

    assertThat(record())
        .isEqualTo(
            """
            "kind":"outcome","time":"2026-11-29T22:57:45.411449Z","exchange":"x-1",\
            "fields":{"principal":"alice","client":"app","actors":["one","two"],\
            "endpoint":"inner","peer":"127.0.0.1","revision":"2026-07-28","server":"files",\
            "method":"tools/call","tool":"read","more-decisions":2,"ending":"upstream-failed",\
            "detail":"%s","messages":5,"decisions":[\
            {"control":"ResponseSanitization","verdict":"rewrite","reason":"response-sanitized",\
            "changes":[{"at":"/content/0/text","what":"tag","count":3}]}]}}\
            """
                .formatted(ESCAPED));
  }

  @Test
  void refusalAtTheDoor() throws Exception {
    trail(Redaction.full())
        .turnedAway(
            new Arrival(
                new ExchangeId("x-1"), RECEIVED, "127.0.0.1", new Identity.Authenticated(ALICE)),
            Reason.RATE_EXCEEDED,
            "requests");

    assertThat(record())
        .isEqualTo(
            """
            "kind":"refusal","time":"2026-11-29T22:57:45.411449Z","exchange":"x-1",\
            "fields":{"peer":"127.0.0.1","principal":"alice","client":"app",\
            "actors":["one","two"],"verdict":"refuse","reason":"rate-exceeded",\
            "detail":"requests"}}\
            """);
  }

  private JournalTrail trail(Redaction redaction) {
    return new JournalTrail(journal, redaction, _ -> false);
  }

  private static Decision said(Decision.Kind kind, Reason reason, String detail) {
    return new Decision(
        "AccessControlList", Mitigation.ACCESS_AUTHORIZATION, kind, reason, detail, List.of());
  }

  private static Decision rewritten() {
    return new Decision(
        "ResponseSanitization",
        Mitigation.RESPONSE_SANITIZATION,
        Decision.Kind.REWRITE,
        Reason.RESPONSE_SANITIZED,
        "",
        List.of(new Change("/content/0/text", "tag", 3)));
  }

  private static Exchange calling(String arguments) {
    Request call = Messages.callTool("read", arguments);
    return new Exchange(
            new ExchangeId("x-1"),
            RECEIVED,
            "127.0.0.1",
            ALICE,
            Revision.V2026_07_28,
            Exchanges.SERVER,
            call)
        .at(new EndpointId("inner"));
  }

  /** The record behind the one that says that the journal was opened, without its place. */
  private String record() throws Exception {
    journal.close();
    Path first = AuditJournal.directoryIn(directory).resolve("000001.jsonl");
    String line =
        Files.readAllLines(first).stream()
            .filter(one -> one.contains("\"exchange\":\"x-1\""))
            .findFirst()
            .orElseThrow();
    return line.substring(line.indexOf("\"kind\""));
  }
}
