package io.portreeve.gateway.console.overview;

import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.console.decisions.Ending;
import io.portreeve.gateway.pages.Facts;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Pictures of numbers, each with the numbers beside it. */
final class Chart {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 160;
  private static final int BAR = 200;

  private Chart() {}

  /** Columns over time, each of them of the endings one above the other. */
  static Html columns(String title, List<Lately.Step> steps) {
    int most = Math.max(1, steps.stream().mapToInt(Lately.Step::total).max().orElse(0));
    List<Html> drawn = new ArrayList<>();
    drawn.add(tag("title").with("id", "columns-title").holding(title));
    double wide = (double) WIDTH / steps.size();
    for (int i = 0; i < steps.size(); i++) {
      column(steps.get(i), i * wide, wide, most, drawn);
    }
    Html picture =
        tag("svg")
            .with("viewBox", "0 0 %d %d".formatted(WIDTH, HEIGHT))
            .with("role", "img")
            .with("aria-labelledby", "columns-title")
            .with("class", "columns")
            .holding(drawn);
    return Html.all(picture, axis(steps), legend(), numbers(title, steps));
  }

  private static void column(
      Lately.Step step, double left, double wide, int most, List<Html> drawn) {
    double top = HEIGHT;
    for (Ending ending : Ending.values()) {
      double tall = (double) HEIGHT * step.of(ending) / most;
      top -= tall;
      if (tall > 0) {
        drawn.add(rectangle(left + 1, top, wide - 2, tall, Forms.word(ending)));
      }
    }
  }

  private static Html rectangle(double x, double y, double width, double height, String look) {
    return tag("rect")
        .with("x", number(x))
        .with("y", number(y))
        .with("width", number(width))
        .with("height", number(height))
        .with("class", look)
        .holding("");
  }

  private static Html axis(List<Lately.Step> steps) {
    return tag("p")
        .with("class", "small axis")
        .holding(
            tag("span").holding(clock(steps.getFirst().from())),
            tag("span").holding(clock(steps.getLast().from())));
  }

  private static String clock(Instant at) {
    return at.toString().substring(5, 16).replace('T', ' ') + " UTC";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static Html legend() {
    return tag("ul")
        .with("class", "legend")
        .holding(Stream.of(Ending.values()).map(Chart::key).toList());
  }

  private static Html key(Ending ending) {
    return tag("li")
        .holding(
            tag("svg")
                .with("viewBox", "0 0 10 10")
                .with("aria-hidden", "true")
                .holding(rectangle(0, 0, 10, 10, Forms.word(ending))),
            text(" " + Forms.word(ending).replace('-', ' ')));
  }

  private static Html numbers(String title, List<Lately.Step> steps) {
    List<String> heads = new ArrayList<>(List.of("From"));
    Stream.of(Ending.values()).map(it -> Forms.word(it).replace('-', ' ')).forEach(heads::add);
    Table table = Table.of(title, heads.toArray(String[]::new));
    for (Lately.Step step : steps) {
      List<Html> cells = new ArrayList<>(List.of(Facts.time(step.from())));
      Stream.of(Ending.values()).map(it -> text(Integer.toString(step.of(it)))).forEach(cells::add);
      table.row(cells.toArray(Html[]::new));
    }
    return tag("details")
        .holding(tag("summary").holding("The same as a table"), table.orElse("None."));
  }

  /** A bar beside a number that says the same. */
  static Html bar(double value, double most) {
    double wide = most <= 0 ? 0 : BAR * value / most;
    return tag("svg")
        .with("viewBox", "0 0 %d 12".formatted(BAR))
        .with("class", "bar")
        .with("aria-hidden", "true")
        .holding(rectangle(0, 1, Math.max(wide, 1), 10, "value"));
  }
}
