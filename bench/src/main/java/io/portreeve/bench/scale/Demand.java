package io.portreeve.bench.scale;

/**
 * What one node with a load asks of each that it shares, in a second. Counts of commands and
 * statements for a call are those that were counted, periods those of the code.
 */
record Demand(Profile profile, Costs costs) {
  /** Limits that are counted for a call: messages, and requests. */
  static final int TAKES = 2;

  /**
   * How often a call looks at its conversation, and writes it: in one that its host names, which is
   * once more than in that which all share. {@code SharedStateTest} counts them.
   */
  static final int READS = 2;

  static final int SWAPS = 1;

  /** How long a key or a definition is believed, in seconds. */
  static final double FRESH = 2;

  /** Pauses between looks are shortened by up to a quarter: so many come in a pause. */
  static final double SHORTENED = 1 / 0.875;

  static final double LOOK = 0.5;
  static final double POLL = 2;

  /** The polls of {@code act} and of accepted findings. */
  static final int POLLS = 2;

  private static final double USES = 10;

  /** How often somebody asks whether the node is ready: assumed. */
  private static final double READY = 0.2;

  private static final double HOUR = 3600;

  /** Turns that one approval takes: asked, answered, used. */
  private static final int TURNS = 3;

  static final double BYTES_ALLOWED = 1819;
  static final double BYTES_REFUSED = 1923;

  /** Seconds of Redis for one call. */
  double redisOfCall() {
    double flow = profile.hasFlow() ? READS * costs.read() + SWAPS * costs.swap() : 0;
    return TAKES * costs.take() + profile.sessions() * costs.find() + flow;
  }

  double looks() {
    return SHORTENED / LOOK;
  }

  double polls() {
    return POLLS * SHORTENED / POLL;
  }

  /** Looks into the store for keys: one that is used before the last look is old causes none. */
  double keys() {
    return renewals(profile.principals(), profile.calls() + profile.streams());
  }

  double definitions() {
    return renewals(profile.tools(), profile.calls());
  }

  /** Of so many things, each asked for at random: how often one is found too old. */
  static double renewals(int things, double asked) {
    double each = asked / things;
    return things * each / (1 + each * FRESH);
  }

  /** A checkpoint in a second in which there was a record, and the question whether it is ready. */
  double ownWrites() {
    return 1 - Math.exp(-profile.calls()) + READY;
  }

  /** The last uses of keys, if there were any. */
  double uses() {
    return SHORTENED / USES * (1 - Math.exp(-profile.calls() * USES));
  }

  double approvalTurns() {
    return TURNS * profile.approvals() / HOUR;
  }

  double journalBytes() {
    return profile.calls()
        * ((1 - profile.refused()) * BYTES_ALLOWED + profile.refused() * BYTES_REFUSED);
  }
}
