package io.portreeve.gateway.doctor;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.guard.Mitigation;

/** What may be missing, beside what the scan's rules about the configuration find. */
public enum Lack {
  SPOTLIGHTING_OFF(
      Mitigation.PROMPT_ENGINEERING,
      Standing.OFF,
      "its text reaches models without a mark that it is data",
      "a model takes what a stranger wrote there for its user's words"),
  GUARDRAILS_OFF(
      Mitigation.AI_GUARDRAILS,
      Standing.OFF,
      "nobody looks whether its texts are orders to a model",
      "one that was planted there (prompt injection) leaves no trace, and nobody learns of it"),
  EFFECTS_UNAPPROVED(
      Mitigation.HUMAN_APPROVAL,
      Standing.OFF,
      "calls with effects (they write, send, delete) are made without anybody's yes",
      "a model that was talked into one makes it at once"),
  ANY_TOOL_ALLOWED(
      Mitigation.TOOL_ALLOWLISTING,
      Standing.OFF,
      "allows every tool that a server has, now or later",
      "a tool that nobody thought of is allowed as soon as it is approved"),
  MEMORY_UNSIGNED(
      Mitigation.MEMORY_SIGNING,
      Standing.OFF,
      "it looks like a memory of agents, and its entries are not signed",
      "what somebody else writes into it steers every later conversation"),
  FLOW_OFF(
      Mitigation.RESPONSE_DISTRUST,
      Standing.OFF,
      "nobody looks whether a call is the user's wish or that of a stranger's text",
      "after a model has read what strangers wrote, its calls may be theirs"),
  SERVER_UNPROVED(
      Mitigation.SERVER_IDENTITY,
      Standing.OFF,
      "it and this gateway do not prove themselves to each other",
      "whoever gets a certificate of any public authority for its name can answer in its place"),
  CLIENTS_UNNAMED(
      Mitigation.CLIENT_AUTHORIZATION,
      Standing.OFF,
      "any client may come with its tokens",
      "a token that was given to another application opens this gateway, too"),
  RULE_FOR_EVERYBODY(
      Mitigation.TOOL_AUTHORIZATION,
      Standing.OFF,
      "shows and allows the same to everybody who has a key",
      "each new key gets all of it, whoever it is for"),
  ANY_RESOURCE_ALLOWED(
      Mitigation.ACCESS_AUTHORIZATION,
      Standing.PARTLY,
      "allows every resource that a server has",
      "what a server adds later can be read by the same people"),
  ARGUMENT_UNCHECKED(
      Mitigation.INPUT_SANITIZATION,
      Standing.PARTLY,
      "has an argument that is declared to be anything",
      "whatever a model puts there reaches the server as it is"),
  PACKAGES_UNLOOKED(
      Mitigation.CONTINUOUS_SCANNING,
      Standing.PARTLY,
      "nobody looks whether packages of programs have known holes",
      "a package with a known hole is started like any other"),
  NAME_WITHOUT_EFFECT(
      Mitigation.ACCESS_AUTHORIZATION,
      Standing.PARTLY,
      "a name has no effect",
      "what it was to deny, or to have approved, goes through"),
  KEY_WITHOUT_END(
      Mitigation.USER_AUTHENTICATION,
      Standing.PARTLY,
      "API keys never expire",
      "one that leaked, or that nobody needs any more, is good for ever"),
  STORE_UNREAD(
      Mitigation.USER_AUTHENTICATION,
      Standing.PARTLY,
      "what a gateway keeps cannot be read",
      "whose keys are good, and for how long, cannot be told; a gateway would let nobody in"),
  CERTIFICATE_EXPIRED(
      Mitigation.SERVER_IDENTITY,
      Standing.WEAKENED,
      "a certificate is not good now",
      "no connection is made with it"),
  CERTIFICATE_ENDS(
      Mitigation.SERVER_IDENTITY,
      Standing.ON,
      "a certificate ends soon",
      "no connection is made with it then"),
  CERTIFICATE_LONG(
      Mitigation.SERVER_IDENTITY,
      Standing.PARTLY,
      "a certificate that this gateway shows servers is good for long",
      "nobody asks whether it was taken back: a stolen one is good until it ends"),
  PINS_WAIT(
      Mitigation.DEFINITION_PINNING,
      Standing.ON,
      "definitions wait for approval",
      "they cannot be used until somebody looked at them"),
  FINDINGS_ACCEPTED(
      Mitigation.CONTINUOUS_SCANNING,
      Standing.ON,
      "findings of scans were accepted for good",
      "what was bearable then may not be now"),
  SANDBOX_IMPOSSIBLE(
      Mitigation.LEAST_PRIVILEGE,
      Standing.WEAKENED,
      "programs cannot be confined on this machine",
      "they are not started"),
  NAMESPACES_SHARED(
      Mitigation.LEAST_PRIVILEGE,
      Standing.PARTLY,
      "programs have no namespaces of their own",
      "they see its processes, and its network but for what is filtered"),
  ROOT(
      Mitigation.LEAST_PRIVILEGE,
      Standing.PARTLY,
      "runs as root",
      "whoever takes it over has the machine"),
  DATA_EXPOSED(
      Mitigation.LEAST_PRIVILEGE,
      Standing.WEAKENED,
      "others on this machine may read or write what this gateway keeps",
      "who reads its keys makes credentials and signs logs; who writes there approves"),
  CLOCK_BACK(
      Mitigation.CONTINUOUS_VERIFICATION,
      Standing.WEAKENED,
      "the clock stands before the newest record of the audit log",
      "credentials that have expired are good again, and durations are wrong"),
  CONFIGURATION_REFUSED(
      Mitigation.LEAST_PRIVILEGE,
      Standing.PARTLY,
      "the gateway that ran last refused a change of its configuration",
      "another text than this may be in force");

  private final Mitigation mitigation;
  private final Standing worst;
  private final String what;
  private final String why;

  Lack(Mitigation mitigation, Standing worst, String what, String why) {
    this.mitigation = mitigation;
    this.worst = worst;
    this.what = what;
    this.why = why;
  }

  /** How it is called. */
  public String word() {
    return Forms.word(this);
  }

  public Mitigation mitigation() {
    return mitigation;
  }

  /** What becomes of the mitigation at most, where it is missing for all that need it. */
  public Standing worst() {
    return worst;
  }

  /** What is wrong, as a clause about a server, a rule or the like. */
  public String what() {
    return what;
  }

  /** What may come of it, as a clause. */
  public String why() {
    return why;
  }
}
