package io.portreeve.gateway.schema;

import com.google.re2j.Pattern;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.regex.RegularExpression;
import io.portreeve.mcp.json.JsonLeaves;
import io.portreeve.mcp.json.JsonObject;
import java.util.Set;

/**
 * Compiles JSON Schema, 2020-12 unless {@code $schema} names an older draft (specification
 * 2026-07-28, JSON Schema usage). Nothing is ever loaded; patterns are RE2.
 */
public final class SchemaCompiler {
  private static final Set<String> MAILBOXES = Set.of("email", "idn-email");

  private final HeavyWork.Share heavy;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder
                  .schemaCacheEnabled(false)
                  .schemaLoader(loader -> loader.block(iri -> !known(iri.toString())))
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder()
                          .regularExpressionFactory(SchemaCompiler::linear)
                          .build()));

  /** A compiler of the gateway's. */
  public SchemaCompiler() {
    this(new HeavyWork());
  }

  SchemaCompiler(HeavyWork heavy) {
    this(new HeavyWork.Share(heavy, ""));
  }

  private SchemaCompiler(HeavyWork.Share heavy) {
    this.heavy = heavy;
  }

  /** One whose values are judged in turn with those of others, where it takes long. */
  public SchemaCompiler of(String who) {
    return new SchemaCompiler(new HeavyWork.Share(heavy.all(), who));
  }

  /** A schema whose formats describe and do not judge, as the draft has it. */
  public CompiledSchema compile(JsonObject schema) {
    return compile(schema, false);
  }

  /** A schema whose formats judge, too: who names one means that nothing else is understood. */
  public CompiledSchema compileStrictly(JsonObject schema) {
    return compile(judging(schema), true);
  }

  /**
   * Mailboxes are left to their kind: the validator knows the top-level domains of its day, and
   * honest addresses end in others.
   */
  private static JsonObject judging(JsonObject schema) {
    return (JsonObject)
        JsonLeaves.rewriteStrings(
            schema,
            (at, text) ->
                at.token().equals("format") && MAILBOXES.contains(text) ? "mailbox" : text);
  }

  private CompiledSchema compile(JsonObject schema, boolean formats) {
    try {
      SchemaWeight weight = SchemaScale.weigh(schema);
      refuseForeignDialect(schema);
      Schema compiled = registry.getSchema(JacksonTree.ofSchema(schema));
      compiled.initializeValidators();
      SureFit sure = SureFits.of(schema, formats);
      return new CompiledSchema.Weighed(compiled, sure, weight, heavy, formats);
    } catch (SchemaFault fault) {
      return new CompiledSchema.Refused(fault.why());
    } catch (RuntimeException | StackOverflowError failure) {
      return new CompiledSchema.Refused("the schema cannot be compiled");
    }
  }

  private static void refuseForeignDialect(JsonObject schema) throws SchemaFault {
    String dialect =
        schema.string("$schema").orElse(SpecificationVersion.DRAFT_2020_12.getDialectId());
    if (SpecificationVersion.fromDialectId(dialect).isEmpty()
        && SpecificationVersion.fromDialectId(dialect + "#").isEmpty()) {
      throw new SchemaFault("the dialect is not supported");
    }
  }

  /** The drafts' own meta-schemas, which come with the validator. */
  private static boolean known(String iri) {
    return iri.startsWith("https://json-schema.org/draft/")
        || iri.startsWith("http://json-schema.org/draft-");
  }

  private static RegularExpression linear(String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    return value -> compiled.matcher(value).find();
  }
}
