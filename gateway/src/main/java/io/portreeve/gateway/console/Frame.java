package io.portreeve.gateway.console;

import static io.portreeve.gateway.pages.Html.code;
import static io.portreeve.gateway.pages.Html.paragraph;
import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Page;
import java.util.List;

/** What is around all that is shown to somebody who signed in, and the pages for everybody else. */
public record Frame(ConsoleSite site, Menu menu) {
  static final String SIGN_OUT = "sign-out";

  /**
   * A page that looks by itself whether it is still right.
   *
   * @param state what it shows, as the page of {@code asked} tells it
   * @param asked the path at which that is told, with this page's query behind it
   * @param reload how often a browser without scripts loads it again, in seconds; 0 is never
   */
  public record Live(String state, String asked, int reload) {}

  /** Shows a page that stays as it is. */
  public void send(HttpReply reply, int status, Visit visit, Place place, Html body) {
    Html main = main().holding(tag("h1").holding(place.heading()), body);
    reply.send(status, Page.fields(), whole(visit, place, Html.none(), main));
  }

  /** Shows one that looks. */
  public void send(HttpReply reply, int status, Visit visit, Place place, Live live, Html body) {
    Html main =
        main()
            .with("data-state", live.state())
            .with("data-ask", live.asked())
            .holding(tag("h1").holding(place.heading()), body);
    reply.send(
        status,
        Page.fields(site.at(ConsoleSite.SCRIPT).toString(), site.at(live.asked()).toString()),
        whole(visit, place, head(live.reload()), main));
  }

  /** The same wherever there is nothing for this visitor. */
  public void sendMissing(HttpReply reply, Visit visit) {
    ConsolePage.Shown none = ConsolePage.Shown.missing();
    send(reply, none.status(), visit, new Place(ConsoleSite.START, none.heading()), none.body());
  }

  /**
   * Which page it is.
   *
   * @param path its own, without a query
   */
  public record Place(String path, String heading) {}

  private byte[] whole(Visit visit, Place place, Html head, Html main) {
    return Page.whole(place.heading(), head, Html.all(skip(), header(visit, place.path()), main));
  }

  private static Html.Tag main() {
    return tag("main").with("class", "wide").with("id", "main");
  }

  private static Html skip() {
    return tag("a").with("class", "skip").with("href", "#main").holding("To the content");
  }

  private static Html head(int reload) {
    Html script = tag("script").with("src", ConsoleSite.SCRIPT).with("defer").holding("");
    return reload == 0
        ? script
        : Html.all(
            tag("noscript")
                .holding(
                    tag("meta")
                        .with("http-equiv", "refresh")
                        .with("content", Integer.toString(reload))
                        .alone()),
            script);
  }

  private Html header(Visit visit, String here) {
    return tag("header")
        .holding(
            menu.shown(visit, here),
            tag("span").with("class", "soft").holding(text("Signed in as "), who(visit)),
            form(
                ConsoleSite.SIGN_OUT,
                hidden("token", visit.token(SIGN_OUT)),
                tag("button").with("class", "quiet").holding("Sign out")));
  }

  private static Html who(Visit visit) {
    List<String> roles = visit.roles().stream().sorted().map(Forms::word).toList();
    return Html.all(
        code(VisibleText.line(visit.principal())),
        text(roles.isEmpty() ? "" : " (" + String.join(", ", roles) + ")"));
  }

  /** A form of ours. */
  public static Html form(String action, Html... fields) {
    return tag("form").with("method", "post").with("action", action).holding(fields);
  }

  public static Html hidden(String name, String value) {
    return tag("input").with("type", "hidden").with("name", name).with("value", value).alone();
  }

  /** Says one thing, and leads back to where people begin. */
  public static void say(HttpReply reply, int status, String title, String what) {
    reply.send(
        status,
        Page.fields(),
        Page.of(
            title,
            paragraph(what),
            tag("a").with("class", "go").with("href", ConsoleSite.START).holding("Back")));
  }
}
