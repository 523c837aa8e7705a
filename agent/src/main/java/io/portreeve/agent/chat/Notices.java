package io.portreeve.agent.chat;

import io.portreeve.gateway.display.VisibleText;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * What the gateway inside tells its operator, who sits at the screen: a line each. What is no
 * warning would only stand between him and his conversation.
 */
final class Notices extends Handler {
  private final Formatter words = new SimpleFormatter();
  private final Screen screen;
  private final UnaryOperator<String> typed;

  private Notices(Screen screen, UnaryOperator<String> typed) {
    this.screen = screen;
    this.typed = typed;
  }

  /** From now on the lines of this process are shown there, and nowhere else. */
  static void to(Screen screen, UnaryOperator<String> typed) {
    Logger root = Logger.getLogger("");
    for (Handler other : root.getHandlers()) {
      root.removeHandler(other);
    }
    root.addHandler(new Notices(screen, typed));
    root.setLevel(Level.WARNING);
  }

  @Override
  public void publish(LogRecord told) {
    String line = VisibleText.line(typed.apply(words.formatMessage(told)));
    screen.notice(told.getLevel().getName().toLowerCase(Locale.ROOT) + "  " + line);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
