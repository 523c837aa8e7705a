package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.JsonText;
import io.portreeve.gateway.config.form.ReferencePage;
import java.util.LinkedHashMap;

/**
 * What others read about the configuration: editors the schema, people the reference. Both follow
 * from the keys.
 */
public final class ConfigurationGuide {
  private ConfigurationGuide() {}

  /** JSON Schema 2020-12 of the file. */
  public static String schema() {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "The configuration of Portreeve");
    schema.putAll(Configuration.SECTION.schema());
    return JsonText.of(schema);
  }

  /** The reference page in Markdown. */
  public static String reference() {
    return """
    # Configuration reference

    Made from the descriptions of the keys by `portreeve check --reference`; do not edit. `portreeve check -c FILE` reports
    every problem of a file at once. Relative paths start in the directory that holds the file, wherever Portreeve was
    called, and programs run there. Secrets stand in it by reference only: `env:NAME` or `file:PATH`. What weakens Portreeve
    begins with `insecure-` and is shown at the start.

    """
        + ReferencePage.of(Configuration.SECTION);
  }
}
