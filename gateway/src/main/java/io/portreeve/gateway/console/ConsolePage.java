package io.portreeve.gateway.console;

import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Parameters;
import java.util.Optional;

/**
 * A page of the console. It is asked only for those who signed in and have its role; for everybody
 * else it does not exist.
 */
public interface ConsolePage {
  /** Where it is, and who may open it. */
  Place place();

  /** What he has to be besides, who sends a form to it. */
  default ConsoleRole sends() {
    return place().role();
  }

  /**
   * What it shows.
   *
   * @param query what stands behind the path
   */
  Shown show(Visit visit, Parameters query) throws InterruptedException;

  /**
   * A short text that is another one once the page would show something else; a page with it is
   * loaded anew by itself then. Empty: it is not live.
   */
  default Optional<String> state(Visit visit, Parameters query) {
    return Optional.empty();
  }

  /**
   * Does what a form of this page says, that {@link Visit#form} made for this visitor, who may send
   * it.
   *
   * @param subject what the form was made about
   */
  default Done submit(Visit visit, String subject, Parameters form) throws InterruptedException {
    return new Done.Answered(Shown.missing());
  }

  /** What stands on a page, below its heading. */
  record Shown(int status, String heading, Html body) {
    public static Shown of(String heading, Html... body) {
      return new Shown(200, heading, Html.all(body));
    }

    /** The same as of what does not exist at all. */
    public static Shown missing() {
      return new Shown(404, "Nothing here", Html.paragraph("There is no such page."));
    }
  }

  /** What came of a form. */
  sealed interface Done {
    /** It was done, and another page shows it. */
    record Moved(String pathAndQuery) implements Done {}

    /** There is something to say about it. */
    record Answered(Shown shown) implements Done {}
  }
}
