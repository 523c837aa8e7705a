package io.portreeve.gateway.pages;

import static io.portreeve.gateway.pages.Html.tag;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A list of names, with what is so of each. */
public final class Facts {
  private final List<Html> rows = new ArrayList<>();

  public Facts with(String name, Html value) {
    rows.add(Html.all(tag("dt").holding(name), tag("dd").holding(value)));
    return this;
  }

  public Html shown() {
    return tag("dl").holding(rows);
  }

  /** A point of time to the second, in UTC. */
  public static Html time(Instant at) {
    String second = at.truncatedTo(ChronoUnit.SECONDS).toString();
    return tag("time")
        .with("datetime", second)
        .holding(second.replace('T', ' ').replace("Z", " UTC"));
  }
}
