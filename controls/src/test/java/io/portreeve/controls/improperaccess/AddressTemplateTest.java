package io.portreeve.controls.improperaccess;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples are those of RFC 6570, section 3.2, as far as values are texts. */
class AddressTemplateTest {
  private static final JsonObject VALUES =
      Jsons.object(
          "{'var':'value','hello':'Hello World!','path':'/foo/bar','empty':'','half':'50%',"
              + "'who':'fred','x':'1024','y':'768','odd':'\u00e4*~%20','number':7}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "var | {var} | value",
        "hello | {hello} | Hello%20World%21",
        "half | {half} | 50%25",
        "empty | O{empty}X | OX",
        "x | {x,y} | 1024,768",
        "var | {var:3} | val",
        "var | {var:30} | value",
        "hello | {+hello} | Hello%20World!",
        "half | {+half} | 50%25",
        "path | {+path}/here | /foo/bar/here",
        "x | {+x,hello,y} | 1024,Hello%20World!,768",
        "path | {#path,x} | #/foo/bar,1024",
        "x | X{.x,y} | X.1024.768",
        "var | {/var,x}/here | /value/1024/here",
        "path | {/path*} | /%2Ffoo%2Fbar",
        "x | {;x,y,empty} | ;x=1024;y=768;empty",
        "x | {?x,y,empty} | ?x=1024&y=768&empty=",
        "x | ?fixed=yes{&x} | ?fixed=yes&x=1024",
        "odd | {odd} | %C3%A4%2A~%2520",
        "odd | {+odd} | %C3%A4*~%20"
      })
  void values_areWrittenAsTheStandardHasIt(String name, String template, String address) {
    assertThat(new AddressTemplate(template).with(VALUES, name)).contains(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f://{x}/{open} | f://1024/{open}",
        "f://{open}/{x} | f://{open}/1024",
        "f://{x,open} | f://1024,{open}",
        "f://{x}{/open*} | f://1024{/open*}",
        "f://{x}/{number} | f://1024/{number}",
        "f://{x}{?open} | f://1024",
        "f://y{?open,x} | f://y?x=1024"
      })
  void variableWithoutAValue_staysInBraces_andIsLeftOutOfAQuery(String template, String address) {
    assertThat(new AddressTemplate(template).with(VALUES, "x")).contains(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"f://{y}", "f://{x", "f://x}", "f://{=x}", "f://{x}/{", "{x y}"})
  void templateWithoutAPlaceForTheVariable_makesNoAddress(String template) {
    assertThat(new AddressTemplate(template).with(VALUES, "x")).isEmpty();
  }
}
