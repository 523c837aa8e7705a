package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;

/** What a running gateway writes on standard error. */
public record LogSettings(LogFormat format) {
  static final Key<LogSettings, LogFormat> FORMAT =
      Key.of(
              "format",
              Forms.oneOf(LogFormat.class),
              LogFormat.TEXT,
              LogSettings::format,
              Strength.neutral(),
              "`text` for people, or `json`: an object a line, with an event by name.")
          .untilRestart();

  static final Section<LogSettings> SECTION =
      Section.of("the operator's log", values -> new LogSettings(values.get(FORMAT)), FORMAT);
}
