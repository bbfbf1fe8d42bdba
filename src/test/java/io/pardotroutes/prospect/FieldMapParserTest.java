package io.pardotroutes.prospect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a wrong field map is told. */
class FieldMapParserTest {
  @ParameterizedTest
  @CsvSource(delimiter = '#', quoteCharacter = '`', value = {
      "`` # 1 # a field map is a YAML mapping",
      "- a # 1 # a field map is a YAML mapping",
      "custom: drop # 1 # `fields` is missing",
      "fields: {}|colour: red # 2 # unknown key `colour`; the keys are custom, never and fields",
      "custom: some|fields: {} # 1 # `custom` must be same-name or drop",
      "custom: [drop]|fields: {} # 1 # `custom` must be same-name or drop",
      "never: {a: b}|fields: {} # 1 # `never` must be a list of trait names",
      "fields: {}|never: [a, null] # 2 # `never` must be a list of trait names",
      "fields: {}|fields: {} # 2 # `fields` is there twice",
      "fields: [a] # 1 # `fields` must map prospect fields to lists of traits",
      "fields:|  city: [city]|  city: [town] # 3 # `city` is there twice",
      "fields:|  city: # 2 # `city` must name the traits",
      "fields:|  city: [] # 2 # `city` must name the traits",
      "fields:|  city: [[a]] # 2 # `city` must name the traits",
      "fields:|  city:|    trait: [city] # 3 # unknown key `trait` in `city`; the keys are traits, type and v5",
      "fields:|  city: {v5: city} # 2 # `city` has no `traits`",
      "fields:|  org:|    traits: [org]|    type: strnig # 4 # unknown type `strnig` of `org`; the types are text, long-text, boolean, integer, email",
      "fields:|  org:|    traits: [org]|    type: [text] # 4 # the type of `org` must be one of",
      "fields:|  score: {traits: [score], type: text} # 2 # `score` is of type integer in Pardot",
      "fields:|  org: {traits: [org], v5: org-id} # 2 # `org-id` can't be a prospect field",
      "fields:|  first-name: [a] # 2 # `first-name` can't be a prospect field: letters, digits and _ only, 60 at most",
      "fields:|  created_at: [a] # 2 # `created_at` can't be written",
      "fields:|  id: [a] # 2 # `id` can't be written",
      "fields:|  grade: [a] # 2 # `grade` can't be written",
      "fields:|  api_key: [a] # 2 # `api_key` is a parameter of the Pardot API",
      "fields:|  format: [a] # 2 # `format` is a parameter of the Pardot API",
      "fields:|  firstName: [a] # 2 # `firstName` is no custom field; Pardot writes its own field `first_name`",
      "fields:|  email: [mail] # 2 # `email` is always read from the trait email",
      "fields:|  city: ['upper(city)'] # 2 # unknown part `upper`; the parts are first, firstWord, otherWords, firstLine, otherLines",
      "fields:|  city: [address..city] # 2 # `address..city` is no trait",
      "fields:|  city: ['first()'] # 2 # `first()` is no trait",
      "fields: {city: [city] # 1 # not YAML",
      "fields:|\tcity: [city] # 2 # not YAML",
      "fields: {}|---|fields: {} # 3 # a field map is one YAML document",
  })
  void aWrongMapIsRefusedWithItsLineAndWhatToDo(String yaml, int line, String problem) {
    assertThatThrownBy(() -> FieldMap.parse(yaml.replace('|', '\n'), "config/field-map.yaml"))
        .hasMessageContaining(problem)
        .asInstanceOf(type(FieldMapException.class))
        .satisfies(e -> {
          assertThat(e.line()).isEqualTo(line);
          assertThat(e.getMessage()).startsWith("config/field-map.yaml:" + e.line() + ": ");
        });
  }

  @Test
  void theLineIsThatOfTheProblem() {
    String yaml = "# comment\n\ncustom: drop\nfields:\n  city: [city]\n  # more\n  created_at:\n    - created\n";

    assertThatThrownBy(() -> FieldMap.parse(yaml, "map.yaml")).hasMessageStartingWith("map.yaml:7: ");
  }

  @Test
  void theRowOfTheEmailMaySayWhatIsTrueAnyhow() {
    FieldMap map = FieldMap.parse("fields: {email: [email]}", "map.yaml");

    Mapped mapped = map.map(MappingExamples.identify("{'email':'a@b.de'}"), MappingExamples.v4());
    assertThat(mapped.email()).isEqualTo("a@b.de");
    assertThat(mapped.fields()).isEmpty();
  }
}
