package io.portreeve.bench.scale;

/** What is asked of one node. Assumed, and not measured: the operator knows his own. */
enum Profile {
  /** One person's assistant: a call in ten seconds. */
  IDLE_DESK("idle-desk", 0.1, 1, 3, 2, 0.05, 1, false, 0),
  /** Fifty people with assistants of the older revisions, and information flow. */
  OFFICE_TEAM("office-team", 5, 50, 40, 50, 0.05, 60, true, 1),
  /** Agents that call all the time, without sessions. */
  BUSY_SERVICE("busy-service", 200, 20, 30, 20, 0.01, 5, false, 0);

  private final String word;
  private final double calls;
  private final int principals;
  private final int tools;
  private final int streams;
  private final double refused;
  private final double approvals;
  private final boolean flow;
  private final int sessions;

  Profile(
      String word,
      double calls,
      int principals,
      int tools,
      int streams,
      double refused,
      double approvals,
      boolean flow,
      int sessions) {
    this.word = word;
    this.calls = calls;
    this.principals = principals;
    this.tools = tools;
    this.streams = streams;
    this.refused = refused;
    this.approvals = approvals;
    this.flow = flow;
    this.sessions = sessions;
  }

  /** As it is named on the command line. */
  String word() {
    return word;
  }

  /** Calls in a second. */
  double calls() {
    return calls;
  }

  int principals() {
    return principals;
  }

  /** How many tools are called in turn. */
  int tools() {
    return tools;
  }

  /** Streams that listen. */
  int streams() {
    return streams;
  }

  /** The share of the calls that are refused by a rule. */
  double refused() {
    return refused;
  }

  /** Calls in an hour that a person approves. */
  double approvals() {
    return approvals;
  }

  /** Whether conversations are labelled. */
  boolean hasFlow() {
    return flow;
  }

  /** How often a call looks for its session. */
  int sessions() {
    return sessions;
  }
}
