package io.pardotroutes.supply;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rooms of the house, and which may know which. */
class ArchitectureTest {

  private static final String ROOT = "io.pardotroutes";

  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(ROOT);

  private static final Map<String, List<String>> MAY_KNOW =
      Map.ofEntries(
          Map.entry("event", List.of()),
          Map.entry("prospect", List.of("event")),
          Map.entry("pardot", List.of("event", "prospect")),
          Map.entry("store", List.of("event", "prospect", "pardot")),
          Map.entry("jms", List.of()),
          Map.entry("sandbox", List.of()),
          Map.entry("secret", List.of()),
          Map.entry("live", List.of("event", "prospect", "secret")),
          Map.entry("auth", List.of("event", "prospect", "pardot", "live", "secret")),
          Map.entry("outgoing", List.of()),
          Map.entry("console", List.of("live", "secret", "auth")),
          Map.entry("ingest", List.of("event", "store", "live", "jms")),
          Map.entry("delivery", List.of("event", "prospect", "pardot", "store", "live", "jms", "auth")));

  static Stream<Arguments> rooms() {
    return MAY_KNOW.entrySet().stream().map(room -> Arguments.of(room.getKey(), room.getValue()));
  }

  @ParameterizedTest(name = "{0} knows only {1}")
  @MethodSource("rooms")
  void eachRoomKnowsOnlyThoseItMay(String room, List<String> mayKnow) {
    String[] allowed = Stream.concat(Stream.of(room), mayKnow.stream()).map(name -> ROOT + "." + name + "..").toArray(String[]::new);

    noClasses()
        .that().resideInAPackage(ROOT + "." + room + "..")
        .should().dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed))))
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"event", "prospect", "pardot", "store", "secret", "sandbox"})
  void theRoomsThatDecideDoNotKnowCamel(String room) {
    noClasses().that().resideInAPackage(ROOT + "." + room + "..").should().dependOnClassesThat().resideInAPackage("org.apache.camel..").check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"event", "prospect", "pardot"})
  void theRoomsThatOnlyThinkDoNoInputOrOutput(String room) {
    noClasses()
        .that().resideInAPackage(ROOT + "." + room + "..")
        .should().dependOnClassesThat().resideInAnyPackage("java.net.http..", "java.nio.file..", "java.sql..", "jakarta.jms..")
        .check(CLASSES);
  }

  @Test
  void arrowsPointOneWay() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
