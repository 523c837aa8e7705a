package io.portreeve.gateway.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.ToolSchemas.Check;
import io.portreeve.testkit.Jsons;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {
  private final SchemaCompiler compiler = new SchemaCompiler();

  @Test
  void mailbox_isLeftToItsKind() {
    CompiledSchema strict =
        compiler.compileStrictly(
            Jsons.object("{'properties':{'a':{'type':'string','format':'email'}}}"));

    assertThat(strict.check(Jsons.object("{'a':'anna@wiki.internal'}")))
        .isEqualTo(new Check.Valid());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uuid      | x; drop table users                  | 2f1e8a2c-7c58-4b3e-9c55-0c3f5a1b2d3e",
        "date      | 2026-01-01 or 1=1                    | 2026-01-01",
        "date-time | yesterday                            | 2026-01-01T00:00:00Z",
        "ipv4      | 127.1                                | 192.0.2.1",
        "ipv6      | ::1; rm -rf                          | 2001:db8::1",
        "hostname  | a b                                  | a.example",
        "uri       | not a uri                            | https://a.example/",
        "unheard   | -                                    | anything"
      })
  void formatOfAnArgument_judges_andOfAResult_describes(String format, String bad, String good) {
    String schema = "{'properties':{'a':{'type':'string','format':'" + format + "'}}}";
    CompiledSchema strict = compiler.compileStrictly(Jsons.object(schema));
    CompiledSchema lenient = compiler.compile(Jsons.object(schema));

    assertThat(strict.check(Jsons.object("{'a':'" + good + "'}"))).isEqualTo(new Check.Valid());
    assertThat(strict.check(Jsons.object("{'a':'" + bad + "'}")) instanceof Check.Invalid)
        .isEqualTo(!format.equals("unheard"));
    assertThat(lenient.check(Jsons.object("{'a':'" + bad + "'}"))).isEqualTo(new Check.Valid());
  }
}
