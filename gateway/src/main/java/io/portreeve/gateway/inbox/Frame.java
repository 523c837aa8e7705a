package io.portreeve.gateway.inbox;

import static io.portreeve.gateway.pages.Html.code;
import static io.portreeve.gateway.pages.Html.paragraph;
import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Page;

/** What is around all that is shown to somebody who signed in, and the pages for everybody else. */
record Frame(InboxSite site) {
  static final String SIGN_OUT = "sign-out";

  /**
   * Shows a page that looks by itself whether it is still right.
   *
   * @param state what it shows, as {@link ListPage} tells it
   * @param reload how often a browser without scripts loads it again, in seconds; 0 is never
   */
  void send(
      HttpReply reply, int status, Visit visit, String title, String state, int reload, Html body) {
    Html main =
        tag("main")
            .with("class", "wide")
            .with("data-state", state)
            .holding(tag("h1").holding(title), body);
    byte[] page = Page.whole(title, head(reload), Html.all(header(visit), main));
    reply.send(
        status,
        Page.fields(site.at(InboxSite.SCRIPT).toString(), site.at(InboxSite.STATE).toString()),
        page);
  }

  private static Html head(int reload) {
    Html script = tag("script").with("src", InboxSite.SCRIPT).with("defer").holding("");
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

  private static Html header(Visit visit) {
    return tag("header")
        .holding(
            tag("nav")
                .with("aria-label", "Pages")
                .holding(tag("a").with("href", InboxSite.LIST).holding("Approvals")),
            tag("span")
                .with("class", "soft")
                .holding(text("Signed in as "), code(visit.visitor().principal())),
            form(
                InboxSite.SIGN_OUT,
                hidden("token", visit.token(SIGN_OUT)),
                tag("button").with("class", "quiet").holding("Sign out")));
  }

  static Html form(String action, Html... fields) {
    return tag("form").with("method", "post").with("action", action).holding(fields);
  }

  static Html hidden(String name, String value) {
    return tag("input").with("type", "hidden").with("name", name).with("value", value).alone();
  }

  /** Says one thing, and leads back to the list. */
  static void say(HttpReply reply, int status, String title, String what) {
    reply.send(
        status,
        Page.fields(),
        Page.of(
            title,
            paragraph(what),
            tag("a").with("class", "go").with("href", InboxSite.LIST).holding("Approvals")));
  }
}
